"""What clauses say: themes, instruments, directives, amounts, and for or against."""

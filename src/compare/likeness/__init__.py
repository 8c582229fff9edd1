"""How alike two clauses are, and which of them are the same measure."""

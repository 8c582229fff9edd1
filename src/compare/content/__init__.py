"""What a clause is about: themes, instruments, strength, amounts."""

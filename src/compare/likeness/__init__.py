"""How alike clauses are, and what differs between them."""

"""Tables, figures and methods as a paper needs them."""

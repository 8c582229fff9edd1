"""How far the automatic tables can be trusted."""

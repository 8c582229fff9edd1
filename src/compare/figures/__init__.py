"""Figures: a table in, Axes out; one module a question. See `spec` for the list, `theme` for the
look.
"""

"""Characters: script, width, wraps, numerals, words."""

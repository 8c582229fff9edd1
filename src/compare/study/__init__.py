"""A study is a folder: read it, check it, take texts in."""

"""Administrative level and place of a public body."""

"""Who must carry a clause out, and who leads."""

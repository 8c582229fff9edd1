"""What everything stands on: safe writing, plain display, rows, intervals."""

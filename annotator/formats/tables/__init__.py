"""Articles and labels in rows and columns."""

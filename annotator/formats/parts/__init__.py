"""What several formats are built of."""

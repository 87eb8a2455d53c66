"""What is drawn on paper: articles with their labels, handouts."""

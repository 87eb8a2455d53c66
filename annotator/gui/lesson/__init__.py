"""What a student sees of a lesson: parts of the window and of the Annotate workspace."""

"""The Teach workspace: an instructor's lesson, and what became of it in class."""

"""The window: everything that needs a screen, and the only floor that knows Qt."""

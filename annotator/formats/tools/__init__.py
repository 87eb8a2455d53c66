"""The files of other annotation tools, and the standards that they share."""

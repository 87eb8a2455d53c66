"""The Annotate workspace: an article beside the panels to tag it with."""

"""An article to be read and tagged: shared by the workspaces that show one."""

"""The dialogs that serve every workspace: one module each, and the parts they are built of."""

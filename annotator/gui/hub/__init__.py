"""The hub in the window: syncing by itself, and the sheets that ask for an address."""

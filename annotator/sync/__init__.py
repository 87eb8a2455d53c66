"""Work that passes between copies of a project: hand-ins, work packs, and their merging."""

"""The codebook workspace: tags, fields and questions, changed one undoable step at a time."""

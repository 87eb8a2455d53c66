"""The Corpus workspace: all articles in a table, words in context, events side by side."""

"""Published data sets of media bias and propaganda, in the shape they come in."""

"""Articles without labels, as programs and the web keep them."""

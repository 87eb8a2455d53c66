"""The three views of the corpus, as the table of actions and the views themselves call them."""

ARTICLES, CONCORDANCE, EVENTS = "articles", "concordance", "events"

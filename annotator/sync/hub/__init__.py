"""The hub: a shared PostgreSQL by which the copies of a project come together."""

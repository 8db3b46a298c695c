"""Use cases: the layer that composes content, engine, scoring and store for the pages and the command line."""

"""Serving of the pages in a browser: Voila's standalone server with leaksim's own handlers and template."""

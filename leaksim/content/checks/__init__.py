"""Checks across names, conditions, texts and reachability: pure functions from records to issues."""

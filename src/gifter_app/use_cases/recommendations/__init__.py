"""Use cases of recommendations."""

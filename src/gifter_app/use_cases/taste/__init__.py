"""Use cases of taste profiles."""

"""Use cases of the inbox."""

"""Use cases of friends and recipients."""

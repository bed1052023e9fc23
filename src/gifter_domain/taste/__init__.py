"""Taste: facets of a person's likes, dislikes and limits, and the questions that ask for them."""

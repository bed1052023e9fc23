"""Evaluation: runs the product's own use cases over searches with known answers."""

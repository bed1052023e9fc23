"""Payload's side of the catalogue: the bodies it sends, and how it proves that it sent them."""

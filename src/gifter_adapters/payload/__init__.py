"""Payload's side of the catalogue: the bodies it sends, and the proof that it sent them."""

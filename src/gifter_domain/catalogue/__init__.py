"""Brands, products and variants mirrored from Payload: how events converge, what may be shown."""

"""The catalogue: brands, products and variants mirrored from Payload, and their visibility."""

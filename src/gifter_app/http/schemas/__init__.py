"""Request and response shapes, one module for each URL segment."""

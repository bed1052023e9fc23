"""The routes, one module for each URL segment."""

"""The application: use cases, HTTP, workers, settings, and the wiring that builds them."""

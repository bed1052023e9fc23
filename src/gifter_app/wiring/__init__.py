"""The wiring: typed functions that say which adapters each context's use cases are built from."""

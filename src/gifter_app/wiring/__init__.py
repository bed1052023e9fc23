"""The wiring: typed functions that build the use cases of each context with their adapters."""

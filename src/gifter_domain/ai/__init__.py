"""Ports to models: embedding texts (and, later, language models and their runs)."""

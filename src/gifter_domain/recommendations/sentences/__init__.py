"""Sentences of explanations, one TOML file for each language."""

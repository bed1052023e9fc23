"""Gifter as a running service: use cases, HTTP, workers, settings and their wiring."""

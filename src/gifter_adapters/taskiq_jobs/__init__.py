"""Nudges over Taskiq: inside one process, or to the workers of a Redis stream."""

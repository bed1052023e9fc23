"""The days people give gifts on: what they are, and when they come."""

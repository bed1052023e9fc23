"""Holidays for gifts, from the library `holidays` and our own rules for what it lacks."""

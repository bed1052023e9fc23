"""Occasions, the days on which people give gifts: their details and their dates."""

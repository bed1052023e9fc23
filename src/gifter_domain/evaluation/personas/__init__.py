"""Personas: made-up people with a taste, and labels of the gifts that suit them."""

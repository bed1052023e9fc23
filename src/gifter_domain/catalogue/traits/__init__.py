"""Traits: what a product contains, is made of and is made for, judged from all of its text."""

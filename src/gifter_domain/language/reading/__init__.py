"""Readers of one kind of statement each: money, ages, people, occasions, refusals, deadlines."""

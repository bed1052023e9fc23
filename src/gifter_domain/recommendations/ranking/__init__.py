"""Ranking of candidates: features, weights, diversity."""

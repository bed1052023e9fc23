"""Recommendations: turns a request into a short, varied list with an explanation per product."""

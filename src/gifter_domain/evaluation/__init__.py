"""Evaluation: measures of quality on labelled data, with intervals."""

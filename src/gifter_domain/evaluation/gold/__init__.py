"""Gold sets: requests and products that people labelled, and the scores of what was read."""

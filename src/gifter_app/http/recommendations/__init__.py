"""HTTP routes and schemas of recommendations."""

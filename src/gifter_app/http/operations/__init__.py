"""HTTP routes and schemas of health."""

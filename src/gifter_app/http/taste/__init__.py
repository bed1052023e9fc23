"""HTTP routes and schemas of taste profiles."""

"""HTTP routes and schemas of the inbox."""

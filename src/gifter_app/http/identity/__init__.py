"""HTTP routes and schemas of the caller's account."""

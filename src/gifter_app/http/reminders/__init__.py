"""HTTP routes and schemas of reminder policies and notification preferences."""

"""When somebody is reminded of an occasion, and why just then."""

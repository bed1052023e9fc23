"""Pages for people in a browser, mostly without an account."""

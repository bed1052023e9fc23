"""What Gifter does for somebody: one class for the verbs of a noun, one file for each story."""

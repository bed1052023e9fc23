"""`gifter demo`: the main path on an empty machine."""

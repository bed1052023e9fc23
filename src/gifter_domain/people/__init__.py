"""The people of a user: recipients, friends and blocked users."""

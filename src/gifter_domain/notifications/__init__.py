"""What Gifter tells its users: the inbox of each, where every notice lands once."""

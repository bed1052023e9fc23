"""What Gifter knows and decides: entities, rules as pure functions, and the ports they need."""

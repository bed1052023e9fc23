"""The use cases, by context. Each class groups the actions on one kind of thing."""

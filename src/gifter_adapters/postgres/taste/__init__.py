"""Tables and statements of taste profiles."""

"""Tables and statements of recommendations."""

"""Tables and statements of the inbox."""

"""Tables and statements of accounts."""

"""Tables and statements of the catalogue."""

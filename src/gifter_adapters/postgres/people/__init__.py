"""Tables and statements of friends and recipients."""

"""The HTTP edge: routes, schemas, authentication and errors."""

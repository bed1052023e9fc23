"""The HTTP edge: routes, request and response shapes, authentication and errors."""

"""Pictures from the web, fetched without connecting to our own network."""

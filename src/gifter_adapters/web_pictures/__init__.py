"""Pictures from the web, fetched without reaching into our own network."""

"""Models behind OpenAI's API, or behind any endpoint with the same API."""

"""Models behind OpenAI's API, or any endpoint that speaks it."""

"""AI models: ports to embedding models and language models, and the log of model runs."""

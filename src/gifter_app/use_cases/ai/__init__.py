"""Calls of language models: their ledger, budgets, cache and circuit breaker."""

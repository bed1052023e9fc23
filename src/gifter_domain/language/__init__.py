"""The language of requests and of shops: tokens, budgets, refusals, limits and product words."""

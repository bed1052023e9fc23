"""How people write about gifts: tokens, budgets, refusals, and the words of shops."""

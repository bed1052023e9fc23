"""Questions about a taste: the bank, and which one to ask next."""

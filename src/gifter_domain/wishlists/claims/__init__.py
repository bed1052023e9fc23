"""Claims of wishes: who gives what."""

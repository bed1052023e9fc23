"""Wishlists: what people wish for, who sees it, and who must not see what becomes of it."""

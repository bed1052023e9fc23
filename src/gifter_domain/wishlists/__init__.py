"""Wishlists: wishes, who may see them, and who must not see the claims."""

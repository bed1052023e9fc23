"""Use cases of wishlists and claims."""

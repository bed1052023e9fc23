"""Tables and statements of wishlists and claims."""

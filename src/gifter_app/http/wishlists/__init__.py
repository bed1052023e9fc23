"""HTTP routes and schemas of wishlists and claims."""

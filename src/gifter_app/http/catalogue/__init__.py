"""HTTP routes and schemas of products, brands and the shop's webhooks."""

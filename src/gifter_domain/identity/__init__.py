"""Who calls: users, their devices, and the identity provider's word for them."""

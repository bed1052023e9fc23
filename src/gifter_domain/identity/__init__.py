"""Identity: users, their profiles and devices, and the identities of the identity provider."""

"""BetterAuth as the identity provider: its published keys and the tokens signed with them."""

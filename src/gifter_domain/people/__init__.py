"""The people of a user: whom they give to, their friends, and whom they shut out."""

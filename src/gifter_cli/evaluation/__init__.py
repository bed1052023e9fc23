"""`gifter eval`: measures of quality on data with labels."""

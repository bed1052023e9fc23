"""HTTP routes and schemas of friends, blocks and recipients."""

"""Rankings: the quality of ordered lists of products, and simple searches to compare with."""

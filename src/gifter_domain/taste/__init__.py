"""What somebody likes and must not be given: facets, and the questions that find them out."""

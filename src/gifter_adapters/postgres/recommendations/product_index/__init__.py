"""An inverted index of all products in numpy arrays, which searches without the database."""

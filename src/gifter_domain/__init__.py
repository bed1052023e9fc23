"""The rules of Gifter, one package for each context, without any input or output."""

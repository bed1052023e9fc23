"""Mails as text and HTML, from the templates of this package."""

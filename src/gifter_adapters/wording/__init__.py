"""Texts for people: gettext catalogues, one `.po` file for each language besides English."""

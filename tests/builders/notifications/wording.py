"""Amounts as explanations write them."""

from functools import partial

from gifter_adapters.wording.catalogues import GettextWording

in_english = partial(GettextWording().money, "en")

"""Amounts of money as the explanations of recommendations write them."""

from functools import partial

from gifter_adapters.wording.catalogues import GettextWording

in_english = partial(GettextWording().money, "en")

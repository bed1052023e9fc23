"""The kind and the material of gifts whose names mislead."""

import pytest

from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText


@pytest.mark.parametrize(
    ("title", "text", "has", "lacks"),
    [
        ("Wooden Stacking Rings", "", "toys", "jewellery"),
        ("Silver Stacking Rings", "Recycled silver.", "jewellery", "toys"),
        ("Donut Pool Float", "", "", "food gluten egg milk"),
        ("Pizza Pool Float", "For summer.", "", "food gluten milk"),
        ("Box of Donuts", "", "food gluten", ""),
        ("Kaschmirschal", "Sehr weich.", "wool clothing", ""),
        ("Seidenschal", "Von Hand gerollt.", "silk clothing", ""),
        ("Holzschale", "Aus Buche.", "", "clothing"),
        ("Baumwollsocken", "Drei Paar.", "socks clothing", "wool"),
        ("Wollsocken", "Drei Paar.", "socks clothing wool", ""),
        ("Raumspray Zitrone", "100 ml", "scent", "food"),
        ("Raumspray Lavendel", "100 ml", "scent", "food"),
        ("Fleece, 100% recycled PET", "", "plastic", ""),
        ("Rucksack aus recycelten PET-Flaschen", "", "plastic", ""),
        ("Daunenjacke", "Für den Winter.", "feathers clothing", ""),
        ("Daunenweste", "Für den Winter.", "feathers clothing", ""),
        ("Wollmütze", "Für den Winter.", "wool clothing", ""),
        ("Stapelringe", "Aus Holz, ab 1 Jahr.", "toys", "jewellery"),
    ],
)
def test_the_kind_of_a_gift_is_not_misled_by_its_name(
    title: str, text: str, has: str, lacks: str
) -> None:
    found = set(facts_of(judge(ProductText(title=title, short_description=text or None))).contains)

    assert set(has.split()) <= found
    assert not set(lacks.split()) & found

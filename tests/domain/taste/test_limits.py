"""What is ruled out in words of one's own."""

import pytest

from gifter_domain.taste.limits import LIMITS, Limit, own_limits


@pytest.mark.parametrize(
    ("said", "name", "limit"),
    [
        ("wool", "wool", "material.wool"),
        ("Anything made of LEATHER, please", "leather", "material.leather"),
        ("No jewelry", "jewelry", "no.jewellery"),
        ("nuts", "nuts", "diet.nut_allergy"),
        ("peanut butter", "peanut butter", None),
    ],
)
def test_a_name_stands_for_all_that_it_names(said: str, name: str, limit: str | None) -> None:
    own = Limit((name,))

    assert own_limits([said]) == ((own, LIMITS[limit]) if limit else (own,))


def test_unusual_plurals_are_the_same_word() -> None:
    assert own_limits(["scarves", "knife"]) == (Limit(("scarves", "scarf", "knife", "knives")),)


def test_what_says_nothing_stays_rather_than_rule_out_nothing() -> None:
    assert own_limits(["things"]) == (Limit(("things",)),)
    assert own_limits([]) == ()

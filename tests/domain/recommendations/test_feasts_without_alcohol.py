"""A feast of people whose faith forbids drinking gets no alcohol."""

import pytest

from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.gift_query import gift_query
from gifter_domain.recommendations.trait_limits import trait_limits


@pytest.mark.parametrize(
    "text", ["an Eid present for our neighbours", "a hamper for Ramadan", "Geschenk zum Zuckerfest"]
)
def test_a_feast_without_drinking_forbids_alcohol(text: str) -> None:
    read = understand(text)

    assert {"alcohol", "maybe:alcohol"} <= {*trait_limits(read, gift_query(read)).forbidden}


def test_another_feast_forbids_nothing() -> None:
    read = understand("a Christmas hamper for my uncle")

    assert trait_limits(read, gift_query(read)).forbidden == ()

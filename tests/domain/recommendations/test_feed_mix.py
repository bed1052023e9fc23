"""The feed mixes gifts for persons with others, each product once."""

from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.recommendations.feed import FeedItem, mixed


def _items(person: str | None, ids: str) -> list[FeedItem]:
    return [FeedItem(each, person) for each in ids]


def test_persons_take_turns_with_one_discovery_after_each() -> None:
    items = mixed([_items("ana", "abc"), _items("ben", "abd")], _items(None, "xyzw"))

    assert [item.product_id for item in items] == list("axbyczdw")
    assert [item.recipient_id for item in items[:4]] == ["ana", None, "ben", None]


@given(st.lists(st.text("abcdefgh", max_size=8), max_size=3), st.text("abcdefghij", max_size=10))
def test_every_product_is_in_the_mix_exactly_once(persons: list[str], discovered: str) -> None:
    items = mixed([_items(str(n), ids) for n, ids in enumerate(persons)], _items(None, discovered))

    found = [item.product_id for item in items]
    assert len(found) == len(set(found))
    assert set(found) == {*"".join(persons), *discovered}

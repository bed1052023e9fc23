"""The mirror is the same for any order, duplication and batching of the same events."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import reduce
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders.catalogue.changes import (
    HIDING_STATUSES,
    a_brand,
    a_content,
    a_deletion,
    a_snapshot,
    a_variant,
    at,
    enough_examples,
    histories,
    state_of,
)
from gifter_domain.catalogue.convergence import latest, merged
from gifter_domain.catalogue.mirror import (
    Change,
    Mirror,
    Product,
    ProductStatus,
    Sighting,
)
from gifter_domain.catalogue.visibility import is_deleted, is_listed

HIDING_ORDER = {"approved": 0, "deleted": 2}  # any other status: 1
PUBLISHING_ORDER = {"published": 0, "archived": 2}  # any other status: 1


def mirror_of(changes: Iterable[Change]) -> Mirror:
    return reduce(merged, changes, Mirror())


def winner(sightings: Sequence[Any]) -> Any:
    """Returns the latest sighting; among equals the most hidden, then the greatest JSON text."""
    latest_ts = max(s.source_ts for s in sightings)
    newest = [s for s in sightings if s.source_ts == latest_ts]
    most_hidden = max(map(hidden, newest))
    hidden_most = [s for s in newest if hidden(s) == most_hidden]
    return max(hidden_most, key=json_text)


def hidden(sighting: Any) -> tuple[int, ...]:
    if hasattr(sighting, "title"):
        published = PUBLISHING_ORDER.get(sighting.status, 1)
        return published, int(not sighting.visible_to_gifter), int(not sighting.payload_brand_id)
    if hasattr(sighting, "name"):
        return (HIDING_ORDER.get(sighting.status, 1),)
    return (0 if sighting.stock is None or sighting.stock > 0 else 1,)


def json_text(sighting: Sighting) -> str:
    values = {f.name: getattr(sighting, f.name) for f in fields(sighting)}
    values["source_ts"] = str(values["source_ts"])
    return json.dumps(values, sort_keys=True)


def defined_by(changes: Sequence[Change]) -> tuple[dict[str, Any], ...]:
    """Computes the mirror of a set of events from its definition: the winner for each id."""
    brands = [c.brand for c in changes if c.brand]
    products = [c.product for c in changes if c.product]
    variants = [v for c in changes for v in c.variants]
    return (
        {i: winner([b for b in brands if b.payload_brand_id == i])
         for i in {b.payload_brand_id for b in brands}},
        {i: defined_product(i, [p for p in products if p.payload_product_id == i])
         for i in {p.payload_product_id for p in products}},
        {i: winner([v for v in variants if v.payload_variant_id == i])
         for i in {v.payload_variant_id for v in variants}},
    )  # fmt: skip


def defined_product(product_id: str, sightings: Sequence[Product]) -> Product:
    contents = [p.content for p in sightings if p.content]
    content = winner(contents) if contents else None
    deletions = [p.deleted_ts for p in sightings if p.deleted_ts]
    deleted_ts = max(deletions) if deletions else None
    if deleted_ts and content and deleted_ts < content.source_ts:
        deleted_ts = None
    return Product(product_id, content, deleted_ts)


@enough_examples
@given(histories, st.randoms(use_true_random=False))
def test_the_mirror_is_the_same_for_any_order_and_duplication_of_events(
    history: list[Change], random: Any
) -> None:
    received = history + random.choices(history, k=len(history)) if history else []
    random.shuffle(received)

    assert state_of(mirror_of(received)) == defined_by(history)


@enough_examples
@given(histories)
def test_no_register_goes_back_in_time(history: list[Change]) -> None:
    mirror = Mirror()
    for change in history:
        before, mirror = mirror, merged(mirror, change)
        for held, now in ((before.brands, mirror.brands), (before.variants, mirror.variants)):
            assert all(now[key].source_ts >= old.source_ts for key, old in held.items())
        for key, old in before.products.items():
            new = mirror.products[key]
            assert last_seen(new) >= last_seen(old)
            if old.content:
                assert new.content
                assert new.content.source_ts >= old.content.source_ts


def last_seen(product: Product) -> Any:
    content_ts = product.content.source_ts if product.content else at(-1)
    return max(content_ts, product.deleted_ts or at(-1))


@enough_examples
@given(histories)
def test_a_repeated_change_leaves_the_mirror_unchanged(history: list[Change]) -> None:
    mirror = mirror_of(history)

    for change in history:
        assert merged(mirror, change) is mirror


@enough_examples
@given(histories, st.integers(0, 12))
def test_two_halves_of_a_history_merge_in_either_order(history: list[Change], middle: int) -> None:
    first, second = mirror_of(history[:middle]), history[middle:]

    assert state_of(reduce(merged, second, first)) == state_of(mirror_of(second + history[:middle]))


def test_the_older_of_two_titles_never_wins() -> None:
    older, newer = a_snapshot(1, title="Mug"), a_snapshot(2, title="Mug, 350 ml")

    for order in permutations([older, newer, older]):
        content = mirror_of(order).products["p1"].content
        assert content
        assert content.title == "Mug, 350 ml"


def test_the_sighting_that_hides_more_wins_at_the_same_instant() -> None:
    shown = a_content(1, title="Z")
    hidden_ones = [
        a_content(1, status=ProductStatus.DRAFT, title="A"),
        a_content(1, status="withdrawn", title="A"),
        a_content(1, visible_to_gifter=False, title="A"),
        a_content(1, payload_brand_id=None, title="A"),
    ]

    for content in hidden_ones:
        assert latest(shown, content) is content
        assert latest(content, shown) is content
    archived, withdrawn = a_content(1, status=ProductStatus.ARCHIVED), hidden_ones[1]
    assert latest(archived, withdrawn) is archived
    assert latest(a_brand(1), a_brand(1, status="suspended")).status == "suspended"
    assert latest(a_variant(1, stock=9), a_variant(1, stock=0)).stock == 0


def test_a_deletion_wins_over_content_of_the_same_instant() -> None:
    for order in permutations([a_snapshot(1), a_deletion(1)]):
        assert is_deleted(mirror_of(order).products["p1"])


def test_newer_content_restores_a_product_and_a_newer_deletion_deletes_it() -> None:
    story = [a_snapshot(1), a_deletion(2), a_snapshot(3), a_deletion(4)]

    deleted = [is_deleted(mirror_of(story[:n]).products["p1"]) for n in range(1, 5)]

    assert deleted == [False, True, False, True]


def test_a_deletion_that_arrives_first_is_kept() -> None:
    mirror = mirror_of([a_deletion(5), a_snapshot(3)])

    assert is_deleted(mirror.products["p1"])
    assert mirror.products["p1"].content == a_content(3)


def test_a_deletion_may_carry_the_last_content() -> None:
    mirror = mirror_of([a_snapshot(5, deleted=True, title="Last words"), a_snapshot(3)])

    product = mirror.products["p1"]
    assert is_deleted(product)
    assert product.content
    assert product.content.title == "Last words"


def test_a_brand_inside_a_product_counts_like_its_own_event() -> None:
    mirror = mirror_of([Change(brand=a_brand(1, status="pending")), a_snapshot(2)])

    assert is_listed(mirror.products["p1"], mirror.brands["b1"])


def test_a_brand_that_is_no_longer_approved_hides_its_products() -> None:
    for status in HIDING_STATUSES:
        mirror = mirror_of([a_snapshot(1), Change(brand=a_brand(2, status=status))])
        assert not is_listed(mirror.products["p1"], mirror.brands["b1"])


def test_a_product_whose_brand_was_deleted_is_kept_and_hidden() -> None:
    mirror = mirror_of([a_snapshot(1, "v1"), a_snapshot(2, "v1", payload_brand_id=None)])

    assert mirror.products["p1"].content
    assert not is_listed(mirror.products["p1"], None)

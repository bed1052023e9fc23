"""Presence of variants: live, unconfirmed or removed."""

from collections.abc import Sequence
from datetime import timedelta
from functools import reduce
from itertools import permutations

from hypothesis import given

from builders.catalogue.changes import a_deletion, a_snapshot, enough_examples, histories
from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import states
from gifter_domain.catalogue.mirror import Change, Mirror
from gifter_domain.catalogue.presence import GRACE, Presence

LIVE, UNCONFIRMED, REMOVED = Presence.LIVE, Presence.UNCONFIRMED, Presence.REMOVED


def presences(changes: Sequence[Change]) -> dict[str, Presence]:
    mirror = reduce(merged, changes, Mirror())
    return {key: state.presence for key, state in states(mirror).variants.items()}


def test_variants_saved_at_the_same_moment_are_all_kept() -> None:
    concurrent = [a_snapshot(1, "v1"), a_snapshot(1.02, "v2"), a_snapshot(1.03, "v3")]

    for order in permutations(concurrent):
        assert presences(order) == {"v1": UNCONFIRMED, "v2": UNCONFIRMED, "v3": LIVE}


def test_variants_of_snapshots_at_the_same_instant_are_all_live() -> None:
    assert presences([a_snapshot(1, "v1"), a_snapshot(1, "v2")]) == {"v1": LIVE, "v2": LIVE}


def test_a_variant_is_removed_after_a_long_absence() -> None:
    for order in permutations([a_snapshot(0, "v1", "v2"), a_snapshot(60, "v2")]):
        assert presences(order) == {"v1": REMOVED, "v2": LIVE}


def test_a_variant_is_unconfirmed_until_the_end_of_the_grace_period() -> None:
    grace_s = GRACE.total_seconds()

    assert presences([a_snapshot(0, "v1"), a_snapshot(grace_s)]) == {"v1": UNCONFIRMED}
    assert presences([a_snapshot(0, "v1"), a_snapshot(grace_s + 0.001)]) == {"v1": REMOVED}


def test_an_unconfirmed_variant_is_decided_by_the_next_snapshot() -> None:
    doubtful = [a_snapshot(0, "v1"), a_snapshot(3)]

    assert presences(doubtful) == {"v1": UNCONFIRMED}
    assert presences([*doubtful, a_snapshot(9)]) == {"v1": REMOVED}
    assert presences([*doubtful, a_snapshot(9, "v1")]) == {"v1": LIVE}


def test_a_removed_variant_is_live_again_when_it_is_seen_again() -> None:
    assert presences([a_snapshot(0, "v1"), a_snapshot(9), a_snapshot(20, "v1")]) == {"v1": LIVE}


def test_a_moved_variant_belongs_to_the_product_that_showed_it_last() -> None:
    move = [
        a_snapshot(0, "v1", product_id="p1"),
        a_snapshot(60.00, "v1", product_id="p2"),  # the new owner's snapshot comes first
        a_snapshot(60.05, product_id="p1"),
    ]

    for order in permutations(move):
        mirror = reduce(merged, order, Mirror())
        assert mirror.variants["v1"].payload_product_id == "p2"
        assert presences(order) == {"v1": LIVE}


def test_the_deletion_of_a_product_does_not_remove_its_variants() -> None:
    assert presences([a_snapshot(0, "v1"), a_deletion(60)]) == {"v1": LIVE}


@enough_examples
@given(histories)
def test_presence_follows_from_the_latest_snapshot_of_the_latest_owner(
    history: list[Change],
) -> None:
    for variant_id, presence in presences(history).items():
        seen = [v for c in history for v in c.variants if v.payload_variant_id == variant_id]
        last_seen = max(v.source_ts for v in seen)
        owners = {v.payload_product_id for v in seen if v.source_ts == last_seen}
        allowed = set()
        for owner in owners:  # at the same instant a tie-break decides; another test covers it
            snapshots = [
                c.product.content.source_ts
                for c in history
                if c.product and c.product.content and c.product.payload_product_id == owner
            ]
            absent_for = max(snapshots) - last_seen
            if absent_for <= timedelta(0):
                allowed.add(LIVE)
            elif absent_for <= timedelta(seconds=5):
                allowed.add(UNCONFIRMED)
            else:
                allowed.add(REMOVED)
        assert presence in allowed
        assert len(owners) > 1 or allowed == {presence}

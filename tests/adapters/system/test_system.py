"""New ids are UUIDs of version 7, and sort by the time they were made."""

import time
from uuid import RFC_4122, UUID

from gifter_adapters.system import Uuid7Factory


def test_ids_are_unique_uuids_of_version_7() -> None:
    made = [Uuid7Factory().new_id() for _ in range(1_000)]
    ids = [UUID(text) for text in made]

    assert {(uuid.version, uuid.variant) for uuid in ids} == {(7, RFC_4122)}
    assert len(set(ids)) == len(ids)


def test_an_id_begins_with_the_millisecond_it_was_made_in() -> None:
    before = time.time_ns() // 1_000_000
    made = UUID(Uuid7Factory().new_id()).int >> 80
    after = time.time_ns() // 1_000_000

    assert before <= made <= after


def test_ids_made_microseconds_apart_sort_in_the_order_they_were_made() -> None:
    factory = Uuid7Factory()
    ids = []
    for _ in range(200):
        ids.append(factory.new_id())
        started = time.perf_counter_ns()
        while time.perf_counter_ns() - started < 2_000:
            pass

    assert ids == sorted(ids)

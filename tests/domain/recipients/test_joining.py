"""Merging two recipients who are one person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders.core.clocks import NOON
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import BirthdayConflict, Recipient, merged_details

BOB = Recipient(
    id="r1",
    owner_id="ada",
    user_id=None,
    name="Bob",
    relationship="brother",
    birthday=Birthday(4, 15),
    notes="size M",
    avatar_url=None,
    expires_at=None,
    created_at=NOON,
    updated_at=NOON,
)
OTHER = replace(
    BOB,
    id="r2",
    name="Robert",
    relationship=None,
    birthday=Birthday(4, 15, 1985),
    notes="likes tea",
    avatar_url="https://example.com/b.png",
)


def test_merging_loses_no_detail() -> None:
    assert merged_details(BOB, OTHER) == {
        "relationship": "brother",
        "birthday": Birthday(4, 15, 1985),
        "notes": "size M\n\nRobert\n\nlikes tea",
        "avatar_url": "https://example.com/b.png",
        "expires_at": None,
    }


def test_a_detail_that_both_have_is_kept_once() -> None:
    assert merged_details(BOB, BOB)["notes"] == "size M"
    assert merged_details(replace(BOB, notes=None), replace(BOB, notes=None))["notes"] is None


def test_conflicting_birthdays_are_reported() -> None:
    with pytest.raises(BirthdayConflict) as conflict:
        merged_details(BOB, replace(OTHER, birthday=Birthday(4, 16)))

    assert conflict.value.details == {"birthdays": ["--04-15", "--04-16"], "recipientId": "r2"}


def test_only_two_temporary_recipients_merge_into_a_temporary_one() -> None:
    soon, later = NOON + timedelta(days=1), NOON + timedelta(days=2)

    assert merged_details(replace(BOB, expires_at=soon), OTHER)["expires_at"] is None
    assert merged_details(BOB, replace(OTHER, expires_at=soon))["expires_at"] is None
    both = merged_details(replace(BOB, expires_at=later), replace(OTHER, expires_at=soon))
    assert both["expires_at"] == later

"""Changes of a profile: stored form and validation."""

import pytest

from gifter_domain.identity.profile import ProfileChanges, checked_profile
from gifter_domain.shared.errors import InvalidInput


def test_changes_are_stored_in_normal_form() -> None:
    changes = checked_profile({"display_name": "  Ada  ", "default_currency": "eur"})

    assert changes == {"display_name": "Ada", "default_currency": "EUR"}


def test_none_clears_a_field_and_an_absent_key_leaves_it_unchanged() -> None:
    assert checked_profile({"avatar_url": None}) == {"avatar_url": None}
    assert checked_profile({}) == {}


@pytest.mark.parametrize("name", ["Ada", "👩‍👩‍👧 Ada", "x" * 100, "Æ", "李"])
def test_names_in_any_script_are_accepted(name: str) -> None:
    assert checked_profile({"display_name": name}) == {"display_name": name}


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Asia/Kolkata", "UTC", "America/Argentina/Ushuaia"]
)
def test_iana_time_zones_are_accepted(zone: str) -> None:
    assert checked_profile({"timezone": zone}) == {"timezone": zone}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"display_name": ""}, "displayName"),
        ({"display_name": " \t "}, "displayName"),
        ({"display_name": "x" * 101}, "displayName"),
        ({"display_name": "a\nb"}, "displayName"),
        ({"display_name": "a\0b"}, "displayName"),
        ({"avatar_url": ""}, "avatarUrl"),
        ({"avatar_url": "javascript:alert(1)"}, "avatarUrl"),
        ({"timezone": ""}, "timezone"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "europe/london"}, "timezone"),
        ({"timezone": "localtime"}, "timezone"),
        ({"timezone": "Factory"}, "timezone"),
        ({"timezone": "posixrules"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": "Europe/London\0"}, "timezone"),
        ({"default_currency": "XXX"}, "defaultCurrency"),
        ({"default_currency": "pounds"}, "defaultCurrency"),
    ],
)
def test_an_invalid_field_is_named_in_the_error(changes: ProfileChanges, path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_profile(changes)

    assert [field["path"] for field in refused.value.details["fields"]] == [path]  # type: ignore[attr-defined]

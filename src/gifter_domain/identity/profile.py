"""Profiles: the fields that users may change, and their validation."""

from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypedDict

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.money import checked_currency
from gifter_domain.shared.web_addresses import checked_secure_address

MAX_NAME = 100


class Language(StrEnum):
    """The languages in which Gifter writes to its users, as ISO 639-1 codes."""

    ENGLISH = "en"
    GERMAN = "de"


class ProfileChanges(TypedDict, total=False):
    """Changes of a profile. An absent key leaves its field unchanged; None clears the field."""

    display_name: str | None
    avatar_url: str | None
    timezone: str
    language: Language
    default_currency: str


def checked_profile(changes: ProfileChanges) -> ProfileChanges:
    """Returns the changes in their stored form; raises `InvalidInput` for the first bad field."""
    checked = changes.copy()
    if (name := changes.get("display_name")) is not None:
        checked["display_name"] = _checked_name(name)
    if (url := changes.get("avatar_url")) is not None:
        checked["avatar_url"] = checked_secure_address(url, "avatarUrl")
    if "timezone" in changes:
        checked_timezone(changes["timezone"])
    if "default_currency" in changes:
        checked["default_currency"] = checked_currency(
            changes["default_currency"], "defaultCurrency"
        )
    return checked


def checked_timezone(name: str) -> str:
    """Returns the name. Raises `InvalidInput` at `timezone` if IANA lists no such zone."""
    if name not in _timezones():
        raise InvalidInput.at("timezone", f"{name!r} is not an IANA time zone")
    return name


def _checked_name(value: str) -> str:
    if len(value.strip().splitlines()) > 1:
        raise InvalidInput.at("displayName", "must be one line")
    return checked_line(value, "displayName", MAX_NAME)


@cache
def _timezones() -> frozenset[str]:
    """Returns IANA's list from the `tzdata` package.

    It is the same on every machine and does not have `localtime`, unlike the system's list.
    """
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - {"Factory"}

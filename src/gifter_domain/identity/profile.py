"""Profiles: the fields that users may change, and their validation."""

import unicodedata
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypedDict
from urllib.parse import urlsplit

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import checked_currency

MAX_NAME = 100
MAX_URL = 2048


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
    if (url := changes.get("avatar_url")) is not None and not is_web_address(url):
        raise InvalidInput.at("avatarUrl", "must be an http or https address")
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
    name = value.strip()
    if not 1 <= len(name) <= MAX_NAME:
        raise InvalidInput.at("displayName", f"must have 1 to {MAX_NAME} characters")
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise InvalidInput.at("displayName", "must not contain control characters")
    return name


def is_web_address(url: str) -> bool:
    """Returns True for an absolute http(s) URL in ASCII with a host, at most `MAX_URL` long."""
    if len(url) > MAX_URL or any(not "\x20" < character < "\x7f" for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, or a port that is not a number
        return False


@cache
def _timezones() -> frozenset[str]:
    """Returns IANA's list from the `tzdata` package.

    It is the same on every machine and does not have `localtime`, unlike the system's list.
    """
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - {"Factory"}

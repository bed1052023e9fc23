"""Profiles: what users may change about themselves, and what is accepted."""

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
    """What Gifter writes in to its users; the values are codes of ISO 639-1."""

    ENGLISH = "en"
    GERMAN = "de"


class ProfileChanges(TypedDict, total=False):
    """An absent key stays as it is, None clears."""

    display_name: str | None
    avatar_url: str | None
    timezone: str
    language: Language
    default_currency: str


def checked_profile(changes: ProfileChanges) -> ProfileChanges:
    """The changes as they are kept; raises `InvalidInput` naming the field that is wrong."""
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
    """The name itself; raises `InvalidInput` naming `timezone` if IANA lists no such zone."""
    if name not in _timezones():
        raise InvalidInput.at("timezone", f"{name!r} is not an IANA time zone")
    return name


def _checked_name(value: str) -> str:
    name = value.strip()
    if not 1 <= len(name) <= MAX_NAME:
        raise InvalidInput.at("displayName", f"must have 1 to {MAX_NAME} characters")
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise InvalidInput.at("displayName", "must not hold control characters")
    return name


def is_web_address(url: str) -> bool:
    """Whether this is an absolute http(s) URL with a host, and no longer than is kept."""
    if len(url) > MAX_URL or any(not "\x20" < character < "\x7f" for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        return False


@cache
def _timezones() -> frozenset[str]:
    """IANA's own list, as `tzdata` brings it: the same on every machine, `localtime` not in it."""
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - {"Factory"}

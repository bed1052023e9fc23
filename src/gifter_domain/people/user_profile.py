"""Profiles of users: what they say about themselves, and the parts that their friends may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypedDict

from gifter_domain.people.birthday import Birthday
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.events import EventTransaction
from gifter_domain.shared.lines import checked_line, shows_nothing

MAX_BIO = 500
MAX_LOCATION = 100
MAX_INTERESTS = 50
MAX_INTEREST = 50


class FieldVisibility(StrEnum):
    """The people who may see a field of a profile besides its owner."""

    NOBODY = "nobody"
    FRIENDS = "friends"


class BirthdayVisibility(StrEnum):
    """The people who may see a birthday besides its owner."""

    NOBODY = "nobody"
    FRIENDS = "friends"
    FRIENDS_WITHOUT_YEAR = "friendsWithoutYear"


@dataclass(frozen=True, slots=True)
class UserProfile:
    """A user's profile. Nobody else may see a field until the user says otherwise.

    The instants are None until the user writes something.
    """

    birthday: Birthday | None = None
    bio: str | None = None
    location: str | None = None
    interests: Sequence[str] = ()
    birthday_visibility: BirthdayVisibility = BirthdayVisibility.NOBODY
    bio_visibility: FieldVisibility = FieldVisibility.NOBODY
    location_visibility: FieldVisibility = FieldVisibility.NOBODY
    interests_visibility: FieldVisibility = FieldVisibility.NOBODY
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FriendProfile:
    """The part of a profile that the user's friends may see."""

    birthday: Birthday | None = None
    bio: str | None = None
    location: str | None = None
    interests: Sequence[str] = ()


class UserProfileChanges(TypedDict, total=False):
    """Changes of a profile. An absent key leaves its field unchanged; None clears the field."""

    birthday: Birthday | None
    bio: str | None
    location: str | None
    interests: Sequence[str]
    birthday_visibility: BirthdayVisibility
    bio_visibility: FieldVisibility
    location_visibility: FieldVisibility
    interests_visibility: FieldVisibility


class UserProfiles(Protocol):
    """Rows of profiles."""

    async def of_user(self, user_id: str) -> UserProfile:
        """Returns the user's profile, an empty one if they never wrote any."""
        ...

    async def save(self, user_id: str, profile: UserProfile) -> UserProfile:
        """Stores the user's profile and returns it as it is stored."""
        ...


class UserProfilesTransaction(EventTransaction, Protocol):
    @property
    def user_profiles(self) -> UserProfiles: ...


def shown_to_friends(profile: UserProfile) -> FriendProfile:
    """Returns the fields that the profile's owner shows to friends."""
    birthday = profile.birthday
    if profile.birthday_visibility is BirthdayVisibility.NOBODY:
        birthday = None
    elif birthday and profile.birthday_visibility is BirthdayVisibility.FRIENDS_WITHOUT_YEAR:
        birthday = Birthday(birthday.month, birthday.day)
    shown = FieldVisibility.FRIENDS
    return FriendProfile(
        birthday=birthday,
        bio=profile.bio if profile.bio_visibility is shown else None,
        location=profile.location if profile.location_visibility is shown else None,
        interests=profile.interests if profile.interests_visibility is shown else (),
    )


def checked_user_profile(changes: UserProfileChanges, today: date) -> UserProfileChanges:
    """Returns the changes in their stored form; raises `InvalidInput` for the first bad field."""
    checked = changes.copy()
    if (birthday := changes.get("birthday")) is not None and birthday.is_after(today):
        raise InvalidInput.at("birthday", "must not be in the future")
    if (bio := changes.get("bio")) is not None:
        checked["bio"] = None if shows_nothing(bio) else bio.strip()
    if (location := changes.get("location")) is not None:
        checked["location"] = checked_line(location, "location", MAX_LOCATION)
    if (interests := changes.get("interests")) is not None:
        checked["interests"] = _checked_interests(interests)
    return checked


def _checked_interests(interests: Sequence[str]) -> Sequence[str]:
    """Returns the interests in their order, each once without regard to case."""
    kept: dict[str, str] = {}
    for place, one in enumerate(interests):
        line = checked_line(one, f"interests[{place}]", MAX_INTEREST)
        kept.setdefault(line.casefold(), line)
    return tuple(kept.values())

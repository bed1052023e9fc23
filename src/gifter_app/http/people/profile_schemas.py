"""Schemas of the user's own profile, and of the part of a friend's that is shown."""

from datetime import datetime
from typing import Annotated, cast

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.user_profile import (
    MAX_BIO,
    MAX_INTEREST,
    MAX_INTERESTS,
    MAX_LOCATION,
    BirthdayVisibility,
    FieldVisibility,
    FriendProfile,
    UserProfile,
    UserProfileChanges,
)
from gifter_domain.shared.errors import InvalidInput

_Birthday = Annotated[
    str,
    Meta(
        max_length=10,
        description="`YYYY-MM-DD`, or `--MM-DD` if the year is unknown.",
        examples=["1990-07-04"],
    ),
]
_Bio = Annotated[str, Meta(max_length=MAX_BIO, pattern=NO_NUL)]
_Location = Annotated[str, Meta(max_length=MAX_LOCATION, examples=["Porto"])]
_Interest = Annotated[str, Meta(max_length=MAX_INTEREST, examples=["pottery"])]
_Interests = Annotated[list[_Interest], Meta(max_length=MAX_INTERESTS)]


class ProfileVisibilityResponse(ResponseSchema, frozen=True, kw_only=True):
    """The people who may see each field besides the user. It is `nobody` in the beginning."""

    birthday: BirthdayVisibility
    bio: FieldVisibility
    location: FieldVisibility
    interests: FieldVisibility


class ProfileResponse(ResponseSchema, frozen=True, kw_only=True):
    user_id: str
    birthday: _Birthday | None
    bio: str | None
    location: str | None
    interests: list[str]
    visibility: ProfileVisibilityResponse
    created_at: Annotated[
        datetime | None, Meta(description="Null if the profile was never changed.")
    ]
    updated_at: Annotated[
        datetime | None, Meta(description="Null if the profile was never changed.")
    ]


class FriendProfileResponse(ResponseSchema, frozen=True, kw_only=True):
    """The fields of a friend's profile that the friend shows to friends; null for the others."""

    birthday: _Birthday | None
    bio: str | None
    location: str | None
    interests: list[str]


class ProfileVisibilityRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields whose visibility changes: a field that is left out stays."""

    birthday: BirthdayVisibility | UnsetType = UNSET
    bio: FieldVisibility | UnsetType = UNSET
    location: FieldVisibility | UnsetType = UNSET
    interests: FieldVisibility | UnsetType = UNSET


class UpdateProfileRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    birthday: _Birthday | UnsetType | None = UNSET
    bio: _Bio | UnsetType | None = UNSET
    location: _Location | UnsetType | None = UNSET
    interests: _Interests | UnsetType = UNSET
    visibility: ProfileVisibilityRequest | UnsetType = UNSET

    def to_changes(self) -> UserProfileChanges:
        names = ("birthday", "bio", "location", "interests")
        sent = {name: getattr(self, name) for name in names}
        if isinstance(self.birthday, str):
            sent["birthday"] = _parsed(self.birthday)
        if self.visibility is not UNSET:
            sent |= {f"{name}_visibility": getattr(self.visibility, name) for name in names}
        kept = {name: value for name, value in sent.items() if value is not UNSET}
        return cast(UserProfileChanges, kept)


def profile_response(user_id: str, profile: UserProfile) -> ProfileResponse:
    return ProfileResponse(
        user_id=user_id,
        birthday=str(profile.birthday) if profile.birthday else None,
        bio=profile.bio,
        location=profile.location,
        interests=list(profile.interests),
        visibility=ProfileVisibilityResponse(
            birthday=profile.birthday_visibility,
            bio=profile.bio_visibility,
            location=profile.location_visibility,
            interests=profile.interests_visibility,
        ),
        created_at=profile.created_at,
        updated_at=profile.updated_at,
    )


def friend_profile_response(profile: FriendProfile) -> FriendProfileResponse:
    return FriendProfileResponse(
        birthday=str(profile.birthday) if profile.birthday else None,
        bio=profile.bio,
        location=profile.location,
        interests=list(profile.interests),
    )


def _parsed(text: str) -> Birthday:
    try:
        return Birthday.parsed(text)
    except ValueError as error:
        raise InvalidInput.at("birthday", "must be a date like YYYY-MM-DD or --MM-DD") from error

"""Schemas of friends."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, ResponseSchema
from gifter_app.http.people.person_schemas import PersonResponse, person_response
from gifter_app.http.people.profile_schemas import (
    FriendProfileResponse,
    friend_profile_response,
)
from gifter_domain.people.friends_ports import Friend


class FriendResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[str, Meta(description="The friendship's id.")]
    person: PersonResponse
    created_at: Annotated[datetime, Meta(description="When they became friends.")]
    profile: FriendProfileResponse


class FriendPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of friends, in the order of their friend requests."""

    items: list[FriendResponse]


def friend_response(friend: Friend) -> FriendResponse:
    return FriendResponse(
        id=friend.id,
        person=person_response(friend.person),
        created_at=friend.since,
        profile=friend_profile_response(friend.profile),
    )

"""Schemas of friend requests."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.people.person_schemas import PersonResponse, UserId, person_response
from gifter_domain.people.friends_ports import FriendRequest
from gifter_domain.people.friendship import Standing

RequestStatus = Literal["PENDING", "ACCEPTED", "DECLINED"]
_STATUS: dict[Standing, RequestStatus] = {
    Standing.REQUESTED: "PENDING",
    Standing.FRIENDS: "ACCEPTED",
    Standing.DECLINED: "DECLINED",
}


class SendFriendRequestRequest(RequestSchema, frozen=True, kw_only=True):
    to_user_id: UserId


class FriendRequestResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[
        str, Meta(description="The request's id, and the friendship's id once it is accepted.")
    ]
    from_user_id: str
    to_user_id: str
    status: RequestStatus
    person: Annotated[PersonResponse, Meta(description="The other user.")]
    created_at: datetime
    updated_at: datetime


class FriendRequestPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of pending friend requests, oldest first."""

    items: list[FriendRequestResponse]


def friend_request_response(request: FriendRequest) -> FriendRequestResponse:
    return FriendRequestResponse(
        id=request.id,
        from_user_id=request.from_user_id,
        to_user_id=request.to_user_id,
        status=_STATUS[request.standing],
        person=person_response(request.person),
        created_at=request.asked_at,
        updated_at=request.changed_at,
    )

"""Routes of friend requests."""

from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.people.friend_request_schemas import (
    FriendRequestPageResponse,
    FriendRequestResponse,
    SendFriendRequestRequest,
    friend_request_response,
)
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_domain.identity.user import User
from gifter_domain.people.friends_ports import Direction, FriendReads
from gifter_domain.people.friendship import (
    AlreadyFriends,
    FriendRequestNotFound,
    FriendRequestTooSoon,
    NotWithYourself,
    UserBlocked,
    UserNotFound,
)
from gifter_domain.shared.pages import PageRequest

_RequestId = Annotated[str, PathParameter(name="requestId", description="The request's `id`.")]


@post(
    "/",
    operation_id="SendFriendRequest",
    summary="Send a friend request",
    response_description="The request, or the friendship if the other user had asked first.",
    responses=errors(
        UserNotFound, AlreadyFriends, UserBlocked, FriendRequestTooSoon, NotWithYourself
    ),
)
async def send_friend_request(
    data: JSONBody[SendFriendRequestRequest],
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> FriendRequestResponse:
    """Asks a user to become your friend. Safe to repeat.

    If they already asked you, you are friends at once and `status` is ACCEPTED. After a refusal you
    can ask the same user again in 30 days; until then it is a 429 with `Retry-After`.
    """
    return friend_request_response(await manage_friendships.request(user, data.to_user_id))


@get(
    "/",
    operation_id="ListFriendRequests",
    summary="List friend requests",
    response_description="A page of pending friend requests.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_friend_requests(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    friend_reads: NamedDependency[SkipValidation[FriendReads]],
    in_: Annotated[
        Direction, QueryParameter(name="in", description="Requests received or sent.")
    ] = Direction.INCOMING,
) -> FriendRequestPageResponse:
    """Returns the pending requests that you sent or received.

    Requests that were answered, cancelled or ended by a block are not listed.
    """
    found = await friend_reads.requests(user.id, in_, page)
    return page_response(FriendRequestPageResponse, found, friend_request_response)


@post(
    "/{requestId:str}/accept",
    operation_id="AcceptFriendRequest",
    summary="Accept a friend request",
    response_description="The accepted request. The two users are friends.",
    responses=errors(FriendRequestNotFound),
    status_code=200,
)
async def accept_friend_request(
    request_id: _RequestId,
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> FriendRequestResponse:
    """Accepts a request that you received. Safe to repeat."""
    return friend_request_response(await manage_friendships.accept(user, request_id))


@post(
    "/{requestId:str}/decline",
    operation_id="DeclineFriendRequest",
    summary="Decline a friend request",
    response_description="The declined request.",
    responses=errors(FriendRequestNotFound),
    status_code=200,
)
async def decline_friend_request(
    request_id: _RequestId,
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> FriendRequestResponse:
    """Declines a request that you received. Safe to repeat.

    The sender cannot ask you again for 30 days; you can ask them at any time.
    """
    return friend_request_response(await manage_friendships.decline(user, request_id))


@delete(
    "/{requestId:str}",
    operation_id="CancelFriendRequest",
    summary="Cancel a friend request",
    response_description="The request is cancelled.",
    responses=errors(FriendRequestNotFound),
)
async def cancel_friend_request(
    request_id: _RequestId,
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> None:
    """Withdraws a request that you sent, while it is pending."""
    await manage_friendships.cancel(user, request_id)

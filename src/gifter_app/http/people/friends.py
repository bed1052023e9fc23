"""Routes of friends."""

from typing import Annotated

from litestar import delete, get
from litestar.di import NamedDependency
from litestar.params import PathParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.people.friend_schemas import FriendPageResponse, friend_response
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_domain.identity.user import User
from gifter_domain.people.friends_ports import FriendReads
from gifter_domain.people.friendship import FriendshipNotFound
from gifter_domain.shared.pages import PageRequest


@get(
    "/",
    operation_id="ListFriends",
    summary="List friends",
    response_description="A page of the user's friends.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_friends(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    friend_reads: NamedDependency[SkipValidation[FriendReads]],
) -> FriendPageResponse:
    """Returns your friends. Pages stay consistent while friends are added and removed."""
    found = await friend_reads.friends(user.id, page)
    return page_response(FriendPageResponse, found, friend_response)


@delete(
    "/{friendshipId:str}",
    operation_id="RemoveFriend",
    summary="Remove a friend",
    response_description="The two users are no longer friends.",
    responses=errors(FriendshipNotFound),
)
async def remove_friend(
    friendship_id: Annotated[
        str, PathParameter(name="friendshipId", description="The friendship's `id`.")
    ],
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> None:
    """Ends a friendship. Either friend can end it, and either can ask again."""
    await manage_friendships.unfriend(user, friendship_id)

"""Routes of blocks."""

from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.people.block_schemas import BlockPageResponse, BlockUserRequest, block_response
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_domain.identity.user import User
from gifter_domain.people.friends_ports import FriendReads
from gifter_domain.people.friendship import NotWithYourself, UserNotFound
from gifter_domain.shared.pages import PageRequest


@post(
    "/",
    operation_id="BlockUser",
    summary="Block a user",
    response_description="The user is blocked.",
    responses=errors(NotWithYourself, UserNotFound),
    status_code=204,
)
async def block_user(
    data: JSONBody[BlockUserRequest],
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> None:
    """Blocks a user, and ends a friendship and any friend request between you.

    To them your account no longer exists, and their claims on your wishes are released.

    Safe to repeat. The response is the same whether or not such a user exists.
    """
    await manage_friendships.block(user, data.user_id)


@get(
    "/",
    operation_id="ListBlocks",
    summary="List blocked users",
    response_description="A page of the users whom the user has blocked.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_blocks(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    friend_reads: NamedDependency[SkipValidation[FriendReads]],
) -> BlockPageResponse:
    """Returns the users you block. Nobody else sees this list.

    Deleted accounts are left out, although the block itself stays.
    """
    found = await friend_reads.blocks(user.id, page)
    return page_response(BlockPageResponse, found, block_response)


@delete(
    "/{userId:str}",
    operation_id="UnblockUser",
    summary="Unblock a user",
    response_description="The user is not blocked (any more).",
    responses=errors(NotWithYourself),
)
async def unblock_user(
    user_id: Annotated[str, PathParameter(name="userId", description="The user's id.")],
    user: NamedDependency[User],
    manage_friendships: NamedDependency[ManageFriendships],
) -> None:
    """Removes the block. A former friendship is not restored.

    Safe to repeat, also if the user was not blocked.
    """
    await manage_friendships.unblock(user, user_id)

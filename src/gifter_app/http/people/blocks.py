"""Blocks: whom the signed-in user wants nothing to do with."""

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
from gifter_domain.shared.pages import PageRequest


@post(
    "/blocks",
    operation_id="BlockUser",
    tags=["Friends"],
    summary="Block somebody",
    responses=errors(),
    status_code=204,
)
async def block_user(
    data: JSONBody[BlockUserRequest],
    user: NamedDependency[User],
    friends: NamedDependency[ManageFriendships],
) -> None:
    """Ends a friendship and any request between you. For them, you do not exist any more.

    Safe to repeat. The answer is the same whether or not there is such a user.
    """
    await friends.block(user, data.user_id)


@get(
    "/blocks",
    operation_id="ListBlocks",
    tags=["Friends"],
    summary="Whom I block",
    responses=errors(),
    dependencies=PAGED,
)
async def list_blocks(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    friend_reads: NamedDependency[SkipValidation[FriendReads]],
) -> BlockPageResponse:
    """Only you see this list. Who is gone is not on it, though the block stays."""
    found = await friend_reads.blocks(user.id, page)
    return page_response(BlockPageResponse, found, block_response)


@delete(
    "/blocks/{userId:str}",
    operation_id="UnblockUser",
    tags=["Friends"],
    summary="Block somebody no longer",
    responses=errors(),
)
async def unblock_user(
    user_id: Annotated[str, PathParameter(name="userId", description="The user's id.")],
    user: NamedDependency[User],
    friends: NamedDependency[ManageFriendships],
) -> None:
    """Restores nothing: you are strangers now. Safe to repeat, whether or not they were blocked."""
    await friends.unblock(user, user_id)

"""Routes of the user's invite code."""

from litestar import get, post
from litestar.di import NamedDependency

from gifter_app.http.openapi import errors
from gifter_app.http.people.invite_code_schemas import InviteCodeResponse
from gifter_app.use_cases.people.find_people import FindPeople
from gifter_domain.identity.user import User


@get(
    "/",
    operation_id="GetInviteCode",
    summary="Get my invite code",
    response_description="The user's invite code.",
    responses=errors(),
)
async def get_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """Returns the code by which other users find you. The first request creates it."""
    return InviteCodeResponse(code=await find_people.invite_code(user))


@post(
    "/",
    operation_id="RenewInviteCode",
    summary="Replace my invite code",
    response_description="The new invite code. The old one is no longer valid.",
    responses=errors(),
)
async def renew_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """Creates a new code; the old one stops working. Friends and friend requests stay."""
    return InviteCodeResponse(code=await find_people.renew_invite_code(user))

"""Routes of users: finding one by e-mail or invite code."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import errors
from gifter_app.http.people.person_schemas import PersonResponse, person_response
from gifter_app.use_cases.people.find_people import FindPeople
from gifter_domain.identity.user import User
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.shared.errors import FieldProblem, InvalidInput, LimitReached

_WAYS = ("email", "code")


@get(
    "/lookup",
    operation_id="FindUser",
    summary="Find a user by e-mail or invite code",
    response_description="The user who was found.",
    responses=errors(UserNotFound, LimitReached),
)
async def find_user(
    user: NamedDependency[User],
    find_people: NamedDependency[FindPeople],
    email: Annotated[
        str | None,
        QueryParameter(
            min_length=1,
            max_length=320,
            pattern=NO_NUL,
            description="The user's verified e-mail.",
        ),
    ] = None,
    code: Annotated[
        str | None,
        QueryParameter(
            min_length=1, max_length=64, pattern=NO_NUL, description="The user's invite code."
        ),
    ] = None,
) -> PersonResponse:
    """Returns one person or nobody. Takes either `email` or `code`, at most 30 times an hour."""
    if email is not None and code is None:
        return person_response(await find_people.by_email(user, email))
    if code is not None and email is None:
        return person_response(await find_people.by_invite_code(user, code))
    problems = [FieldProblem(name, "is needed, and only one of the two") for name in _WAYS]
    raise InvalidInput("Give either email or code.", problems)

"""Schemas of what one user sees of another."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema
from gifter_domain.people.friends_ports import Person

# The form of a user id. It does not say whether such a user exists.
UserId = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        pattern=r"^[\x21-\x7e]*$",
        examples=["0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10"],
    ),
]


class PersonResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[str, Meta(description="The user's id.")]
    display_name: Annotated[str | None, Meta(examples=["Ada"])]
    avatar_url: str | None


def person_response(person: Person) -> PersonResponse:
    return PersonResponse(
        id=person.id, display_name=person.display_name, avatar_url=person.avatar_url
    )

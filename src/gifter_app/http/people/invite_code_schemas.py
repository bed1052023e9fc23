"""Shapes of the invite code."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class InviteCodeResponse(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[
        str,
        Meta(
            description="Share it with people who may find you by it. Case does not matter.",
            examples=["k3vq7m2xw5ahjr4tnc6pbd2yse"],
        ),
    ]

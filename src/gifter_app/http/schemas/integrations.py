"""What webhooks are answered, and their bodies as the documentation shows them."""

from typing import Annotated, Literal

from msgspec import Meta

from gifter_app.http.schemas.base import Response


class WebhookResponse(Response, frozen=True, kw_only=True):
    ok: Literal[True] = True
    outcome: Annotated[
        Literal["applied", "stale", "duplicate"],
        Meta(
            description="`stale`: nothing newer in it; `duplicate`: the same bytes came before.",
            examples=["applied"],
        ),
    ]

"""Schemas of feedback on recommendations and of the history of requests."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_domain.recommendations.feedback import (
    MAX_ACTIONS,
    MAX_PROPS,
    FeedbackAction,
    FeedbackEvent,
    PastRequest,
)

_Name = Annotated[str, Meta(min_length=1, max_length=50, pattern=NO_NUL)]
_Text = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]


class ActionRequest(RequestSchema, frozen=True, kw_only=True):
    client_event_id: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=100,
            pattern=NO_NUL,
            description="The app's own id of the action, unique for the user. An action is stored "
            "once, however often it is sent.",
            examples=["7c6a1c0e-7f2b-4c39-9a51-1f6f0a2b8c11"],
        ),
    ]
    product_id: Annotated[str, Meta(max_length=200, pattern=NO_NUL, examples=["p1"])]
    action: Annotated[
        FeedbackAction,
        Meta(
            description="`HIDE`, `ALREADY_HAS` and `BOUGHT` keep the product from being offered "
            "again for the same person.",
            examples=["LIKE"],
        ),
    ]
    props: Annotated[
        dict[_Name, _Text | float | bool | None],
        Meta(
            max_length=MAX_PROPS,
            description="Details of the action, such as the place in the list.",
            examples=[{"rank": 3, "screen": "results"}],
        ),
    ] = msgspec.field(default_factory=dict)
    ts: Annotated[
        Annotated[datetime, Meta(tz=True)] | None,
        Meta(description="The time of the action by the device; null or a later time means now."),
    ] = None

    def to_event(self) -> FeedbackEvent:
        return FeedbackEvent(
            self.client_event_id, self.product_id, self.action, self.ts, self.props
        )


class FeedbackRequest(RequestSchema, frozen=True, kw_only=True):
    actions: Annotated[list[ActionRequest], Meta(min_length=1, max_length=MAX_ACTIONS)]

    def to_events(self) -> list[FeedbackEvent]:
        return [action.to_event() for action in self.actions]


class PastRequestResponse(ResponseSchema, frozen=True, kw_only=True):
    request_id: str
    text: Annotated[str, Meta(description="The request in the giver's own words; may be empty.")]
    recipient_id: str | None
    occasion_id: str | None
    created_at: datetime


class PastRequestPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of requests, newest first."""

    items: list[PastRequestResponse]


def past_request_response(request: PastRequest) -> PastRequestResponse:
    return PastRequestResponse(
        request_id=request.id,
        text=request.text,
        recipient_id=request.recipient_id,
        occasion_id=request.occasion_id,
        created_at=request.created_at,
    )

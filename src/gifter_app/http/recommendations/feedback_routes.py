"""Routes of feedback on recommendations and of the history of requests."""

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.spec import Example
from litestar.params import BodyKwarg, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.recommendations.feedback_schemas import (
    FeedbackRequest,
    PastRequestPageResponse,
    past_request_response,
)
from gifter_app.use_cases.recommendations.give_feedback import GiveFeedback
from gifter_domain.identity.user import User
from gifter_domain.recommendations.feedback import FeedbackReads
from gifter_domain.recommendations.recommendation import RecommendationRequestNotFound
from gifter_domain.shared.pages import PageRequest

_BODY = BodyKwarg(
    media_type=RequestEncodingType.JSON,
    examples=[
        Example(
            summary="A product that the person already has",
            value={
                "actions": [
                    {
                        "clientEventId": "7c6a1c0e-7f2b-4c39-9a51-1f6f0a2b8c11",
                        "productId": "0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10",
                        "action": "ALREADY_HAS",
                    }
                ]
            },
        )
    ],
)


@post(
    "/{requestId:str}/feedback",
    operation_id="GiveFeedback",
    summary="Give feedback on recommendations",
    responses=errors(RecommendationRequestNotFound),
    status_code=204,
)
async def give_feedback(
    request_id: Annotated[
        str, PathParameter(name="requestId", description="The `requestId` of the recommendations.")
    ],
    data: Annotated[FeedbackRequest, _BODY],
    user: NamedDependency[User],
    give_feedback: NamedDependency[GiveFeedback],
) -> None:
    """Stores up to 100 actions, all of them or none. Safe to repeat, by `clientEventId`.

    They are about the person that the request is for. `HIDE`, `ALREADY_HAS` and `BOUGHT` keep a
    product from being offered again for this person, and from earlier lists. In a request without a
    recipient they do so for all of the user's requests without one.
    """
    await give_feedback.execute(user, request_id, data.to_events())


@get(
    "/",
    operation_id="ListRecommendations",
    summary="List earlier requests",
    responses=errors(),
    dependencies=PAGED,
)
async def list_recommendations(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    feedback_reads: NamedDependency[SkipValidation[FeedbackReads]],
    recipient_id: Annotated[
        str | None,
        QueryParameter(
            name="recipientId",
            max_length=200,
            pattern=NO_NUL,
            description="Only requests for this recipient.",
        ),
    ] = None,
) -> PastRequestPageResponse:
    """Returns the user's requests for recommendations, newest first."""
    found = await feedback_reads.history(user.id, recipient_id, page)
    return page_response(PastRequestPageResponse, found, past_request_response)

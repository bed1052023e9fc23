"""Routes of recommendations."""

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.spec import Example
from litestar.params import BodyKwarg, PathParameter, QueryParameter

from gifter_app.http.openapi import errors
from gifter_app.http.recommendations.schemas import (
    RecommendationsResponse,
    RecommendRequest,
    recommendations_response,
)
from gifter_app.use_cases.recommendations.read_recommendations import ReadRecommendations
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.user import User
from gifter_domain.occasions.occasion import OccasionNotFound
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.recommendations.recommendation import RecommendationRequestNotFound
from gifter_domain.taste.profile import TasteProfileNotFound

_BODY = BodyKwarg(
    media_type=RequestEncodingType.JSON,
    examples=[
        Example(
            summary="In one's own words, with a budget and something to leave out",
            value={
                "context": {"text": "a birthday present for a friend who gardens"},
                "budget": {"max": 4000, "currency": "GBP"},
                "constraints": {"excludeBrandIds": ["0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10"]},
                "limit": 10,
            },
        )
    ],
)


@post(
    "/",
    operation_id="RecommendGifts",
    summary="Recommend gifts",
    response_description="The gifts, the best first, and the understanding of the request.",
    responses=errors(
        RecipientNotFound, OccasionNotFound, TasteProfileNotFound, RecommendationRequestNotFound
    ),
    status_code=200,
)
async def recommend(
    data: Annotated[RecommendRequest, _BODY],
    user: NamedDependency[User],
    recommend_gifts: NamedDependency[RecommendGifts],
    shop_links: NamedDependency[ShopLinks],
    wait: Annotated[
        int,
        QueryParameter(
            ge=0,
            le=1,
            description="0 answers at once, before a language model has ordered the list.",
        ),
    ] = 1,
) -> RecommendationsResponse:
    """Returns a short, varied list of gifts, best first, each with its reasons.

    Budget, stock and exclusions always hold. Without any text the list is a varied choice of
    featured and new products. With a recipient, their relationship and age fill in what the text
    leaves open; their name and your notes are not used. With an occasion, the list is for its day
    and its recipient; a different `recipientId` beside it is a 400. A taste profile
    (`tasteProfileId`, or the recipient's profile that was completed last) adds likes; its limits
    are never in the list, and its usual price is the budget if the request names none.
    `understood` says how the request was read; send fields of it back in `overrides` to correct it.
    """
    request_id, answer = await recommend_gifts.execute(user, data.to_request(), wait=bool(wait))
    return recommendations_response(request_id, answer, shop_links)


@get(
    "/{requestId:str}",
    operation_id="GetRecommendations",
    summary="Get earlier recommendations",
    response_description="The recommendations as they were given.",
    responses=errors(RecommendationRequestNotFound),
)
async def get_recommendations(
    request_id: Annotated[
        str, PathParameter(name="requestId", description="The `requestId` of the recommendations.")
    ],
    user: NamedDependency[User],
    read_recommendations: NamedDependency[ReadRecommendations],
    shop_links: NamedDependency[ShopLinks],
) -> RecommendationsResponse:
    """Returns the stored list with the products as they are now.

    Products that are no longer shown are left out.
    """
    answer = await read_recommendations.execute(user, request_id)
    return recommendations_response(request_id, answer, shop_links)

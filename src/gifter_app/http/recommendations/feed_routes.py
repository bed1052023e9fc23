"""The route of the feed, with its schemas."""

from datetime import date
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, ResponseSchema
from gifter_app.http.catalogue.product_schemas import ProductResponse, product_response
from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, cursor_of
from gifter_app.use_cases.recommendations.read_feed import ReadFeed
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.user import User
from gifter_domain.recommendations.feed import ShownItem
from gifter_domain.shared.pages import PageRequest


class FeedItemResponse(ResponseSchema, frozen=True, kw_only=True):
    product: ProductResponse
    reason: Annotated[str, Meta(examples=["In time for Saturday, 14 March."])]
    recipient_id: Annotated[
        str | None, Meta(description="The person it is for; null for a gift to discover.")
    ]
    occasion_id: str | None
    occasion_on: date | None


class FeedResponse(PageResponse, frozen=True, kw_only=True):
    """A page of the feed. No product is repeated on later pages."""

    request_id: Annotated[
        str, Meta(description="Name it in `POST /v1/recommendations/{requestId}/feedback`.")
    ]
    items: list[FeedItemResponse]


@get(
    "/feed",
    operation_id="ReadFeed",
    summary="Read the feed",
    responses=errors(),
    dependencies=PAGED,
)
async def read_feed(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    read_feed: NamedDependency[ReadFeed],
    shop_links: NamedDependency[ShopLinks],
) -> FeedResponse:
    """Returns gifts for the next occasions of your recipients, mixed with others to discover.

    The first page fixes the order for an hour. Products that you refused or that are no longer
    offered are left out.
    """
    found = await read_feed.execute(user, page)
    return FeedResponse(
        request_id=found.session_id,
        items=[_item_response(item, shop_links) for item in found.items],
        next_cursor=None if found.next_key is None else cursor_of(found.next_key),
    )


def _item_response(shown: ShownItem, links: ShopLinks) -> FeedItemResponse:
    return FeedItemResponse(
        product=product_response(shown.product, links),
        reason=shown.reason,
        recipient_id=shown.item.recipient_id,
        occasion_id=shown.item.occasion_id,
        occasion_on=shown.item.on,
    )

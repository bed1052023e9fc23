"""Requests for recommendations and their answers: kept as answered, read with today's products."""

from typing import Any

import msgspec
from sqlalchemy import Column, RowMapping, ScalarSelect, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from gifter_adapters.postgres.catalogue.access import (
    LISTED,
    LISTED_COLUMNS,
    LISTED_FROM,
    to_listed_product,
)
from gifter_adapters.postgres.catalogue.tables import product_mirror
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.occasions.tables import occasion
from gifter_adapters.postgres.people.tables import recipient
from gifter_adapters.postgres.recommendations.tables import (
    recommendation_item,
    recommendation_request,
)
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import (
    GiftRequest,
    Pipeline,
    Recommendation,
    RecommendationRequestNotFound,
    RecommendationResult,
)


def _if_there(column: Column[str], parameter: str) -> ScalarSelect[str]:
    """The id, kept from going; null if it went while gifts were looked for."""
    row = select(column).where(column == bindparam(parameter))
    return row.with_for_update(read=True, key_share=True).scalar_subquery()


_ADD_REQUEST = insert(recommendation_request).values(
    id=bindparam("id"),
    user_id=bindparam("user_id"),
    recipient_id=_if_there(recipient.c.id, "of_recipient"),
    occasion_id=_if_there(occasion.c.id, "of_occasion"),
    wish=bindparam("wish"),
    pipeline=bindparam("pipeline"),
)
_ADD_ITEM = insert(recommendation_item)
_REQUEST = select(recommendation_request.c.wish, recommendation_request.c.pipeline)
_ITEMS = (
    select(
        recommendation_item.c.rank,
        recommendation_item.c.score,
        recommendation_item.c.explanation,
        recommendation_item.c.badges,
        recommendation_item.c.why,
        *LISTED_COLUMNS,
    )
    .select_from(
        LISTED_FROM.join(
            recommendation_item, recommendation_item.c.product_id == product_mirror.c.id
        )
    )
    .where(LISTED)
    .order_by(recommendation_item.c.rank)
)


class PostgresRecommendations:
    """Implements `Recommendations`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        request_id: str,
        user_id: str,
        request: GiftRequest,
        query: GiftQuery,
        answer: RecommendationResult,
    ) -> None:
        await self._connection.execute(
            _ADD_REQUEST,
            {
                "id": request_id,
                "user_id": user_id,
                "of_recipient": request.recipient_id,
                "of_occasion": request.occasion_id,
                "wish": {"asked": request, "understood": query},
                "pipeline": answer.pipeline,
            },
        )
        if answer.items:
            await self._connection.execute(
                _ADD_ITEM, [_item_row(request_id, item) for item in answer.items]
            )


class PostgresRecommendationReads:
    """Implements `RecommendationReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, request_id: str, user_id: str) -> tuple[GiftQuery, RecommendationResult]:
        owned = _REQUEST.where(
            recommendation_request.c.id == request_id, recommendation_request.c.user_id == user_id
        )
        async with self._database.reads() as connection:
            request = (await connection.execute(owned)).one_or_none()
            if request is None:
                raise RecommendationRequestNotFound("There is no such recommendation request.")
            rows = await connection.execute(
                _ITEMS.where(recommendation_item.c.request_id == request_id)
            )
            items = [_to_recommendation(row) for row in rows.mappings()]
        query = msgspec.convert(request.wish["understood"], GiftQuery)
        return query, RecommendationResult(items, msgspec.convert(request.pipeline, Pipeline))


def _item_row(request_id: str, item: Recommendation) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "rank": item.rank,
        "product_id": item.product.id,
        "score": item.score,
        "explanation": item.explanation,
        "badges": item.badges,
        "why": item.why,
    }


def _to_recommendation(row: RowMapping) -> Recommendation:
    return Recommendation(
        rank=row["rank"],
        score=row["score"],
        product=to_listed_product({**row}),
        explanation=row["explanation"],
        badges=tuple(row["badges"]),
        why=row["why"],
    )

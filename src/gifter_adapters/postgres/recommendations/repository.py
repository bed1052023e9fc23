"""Stores gift requests with their recommendations, and reads them with today's products."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
    to_listed_product,
)
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.occasions.access import locked_occasion_id
from gifter_adapters.postgres.people.access import locked_recipient_id
from gifter_adapters.postgres.recommendations.documents import (
    PIPELINE,
    WISH,
    Wish,
    to_pipeline,
    to_stored,
    to_wish,
)
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import (
    GiftRequest,
    Pipeline,
    Recommendation,
    RecommendationRequestNotFound,
    RecommendationResult,
    StoredRequest,
)
from gifter_domain.recommendations.reranking import Reranked
from gifter_domain.shared.system import Clock

# One statement, since each round trip costs a tenth of a millisecond here and there. The recipient
# or the occasion may be removed while the search runs, so they are locked.
_ADD = text(f"""
    WITH request AS (
        INSERT INTO recommendation_request
            (id, user_id, recipient_id, occasion_id, wish, pipeline, created_at)
        VALUES (:id, :user_id, {locked_recipient_id(":of_recipient")},
                {locked_occasion_id(":of_occasion")}, :wish, :pipeline, :now)
        RETURNING id)
    INSERT INTO recommendation_item
        (request_id, rank, product_id, score, explanation, badges, why)
    SELECT request.id, item.* FROM request, jsonb_to_recordset(:items) AS item(
        rank integer, product_id text, score float8, explanation text, badges text[], why jsonb)
""").bindparams(*(bindparam(name, type_=JSONB) for name in ("wish", "pipeline", "items")))
_LOCK_PIPELINE = text("""
    SELECT pipeline FROM recommendation_request WHERE id = :request_id FOR NO KEY UPDATE
""")
_SET_PIPELINE = text("""
    UPDATE recommendation_request SET pipeline = :pipeline WHERE id = :request_id
""").bindparams(bindparam("pipeline", type_=JSONB))
# Negative ranks first, since a rank is unique within its list at every moment.
_MOVE_ITEMS = text("""
    UPDATE recommendation_item i SET rank = -ordered.rank
    FROM unnest(CAST(:ids AS text[])) WITH ORDINALITY AS ordered(product_id, rank)
    WHERE i.request_id = :request_id AND i.product_id = ordered.product_id
""")
_SET_RANKS = text("""
    UPDATE recommendation_item SET rank = -rank WHERE request_id = :request_id AND rank < 0
""")
_REQUEST = text("""
    SELECT wish, pipeline FROM recommendation_request WHERE id = :request_id AND user_id = :user_id
""")
_REPLAYED = text("""
    SELECT r.user_id, r.wish, r.pipeline,
           array(SELECT i.product_id FROM recommendation_item i
                 WHERE i.request_id = r.id ORDER BY i.rank) AS product_ids
    FROM recommendation_request r WHERE r.id = :request_id
""")
_ITEMS = text(f"""
    SELECT i.rank, i.score, i.explanation, i.badges, i.why,
           {listed_columns(product="p", brand="b")}
    FROM {listed_from(product="p", brand="b")} JOIN recommendation_item i ON i.product_id = p.id
    WHERE i.request_id = :request_id AND {listed_where(product="p", brand="b")}
    ORDER BY i.rank
""")


class PostgresRecommendations:
    """Implements `Recommendations`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def add(
        self,
        request_id: str,
        user_id: str,
        request: GiftRequest,
        query: GiftQuery,
        answer: RecommendationResult,
    ) -> None:
        params = {
            "id": request_id,
            "user_id": user_id,
            "of_recipient": request.recipient_id,
            "of_occasion": request.occasion_id,
            "wish": WISH.write(to_stored(request, query, answer)),
            "pipeline": PIPELINE.write(answer.pipeline),
            "items": [_item_row(item) for item in answer.items],
            "now": self._clock.now(),
        }
        await self._connection.execute(_ADD, params)

    async def reorder(
        self, request_id: str, product_ids: Sequence[str], reranked: Reranked
    ) -> None:
        rows = await self._connection.execute(_LOCK_PIPELINE, {"request_id": request_id})
        pipeline = to_pipeline(rows[0].pipeline) if rows else None
        if pipeline is None or pipeline.reranked.state != "pending":
            return
        params = {"request_id": request_id, "ids": list(product_ids)}
        await self._connection.execute(_MOVE_ITEMS, params)
        await self._connection.execute(_SET_RANKS, {"request_id": request_id})
        changed = PIPELINE.write(replace(pipeline, reranked=reranked))
        await self._connection.execute(
            _SET_PIPELINE, {"request_id": request_id, "pipeline": changed}
        )


class CommittedRecommendations:
    """Implements `Recommendations` without a transaction around it: `add` is one statement."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(
        self,
        request_id: str,
        user_id: str,
        request: GiftRequest,
        query: GiftQuery,
        answer: RecommendationResult,
    ) -> None:
        async with self._database.autocommit() as connection:
            stored = PostgresRecommendations(connection, self._clock)
            await stored.add(request_id, user_id, request, query, answer)

    async def reorder(
        self, request_id: str, product_ids: Sequence[str], reranked: Reranked
    ) -> None:
        async with self._database.transaction() as connection:
            stored = PostgresRecommendations(connection, self._clock)
            await stored.reorder(request_id, product_ids, reranked)


class PostgresRecommendationReads:
    """Implements `RecommendationReads` and `ReplayReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, request_id: str, user_id: str) -> tuple[GiftQuery, RecommendationResult]:
        wish, pipeline, items = await self._stored(request_id, user_id)
        answer = RecommendationResult(
            items, pipeline, wish.understood, wish.question, wish.empty, wish.notes
        )
        return wish.query, answer

    async def _stored(
        self, request_id: str, user_id: str
    ) -> tuple[Wish, Pipeline, list[Recommendation]]:
        params = {"request_id": request_id, "user_id": user_id}
        async with self._database.reads() as connection:
            request = (await connection.execute(_REQUEST, params)).one_or_none()
            if request is None:
                raise RecommendationRequestNotFound("There is no such recommendation request.")
            rows = await connection.execute(_ITEMS, {"request_id": request_id})
            items = [_to_recommendation(row) for row in rows]
        return to_wish(request.wish), to_pipeline(request.pipeline), items

    # everybody: an operator explains a list whose id a user has sent in
    async def stored(self, request_id: str) -> StoredRequest:
        async with self._database.reads() as connection:
            row = (await connection.execute(_REPLAYED, {"request_id": request_id})).one_or_none()
        if row is None:
            raise RecommendationRequestNotFound("There is no such recommendation request.")
        wish, pipeline = to_wish(row.wish), to_pipeline(row.pipeline)
        return StoredRequest(
            row.user_id,
            wish.asked,
            wish.query,
            wish.understood,
            pipeline.versions,
            row.product_ids,
            is_reranked=pipeline.reranked.state == "done",
        )


def _item_row(item: Recommendation) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "product_id": item.product.id,
        "score": item.score,
        "explanation": item.explanation,
        "badges": item.badges,
        "why": item.why,
    }


def _to_recommendation(row: Record) -> Recommendation:
    return Recommendation(
        rank=row["rank"],
        score=row["score"],
        product=to_listed_product({**row}),
        explanation=row["explanation"],
        badges=tuple(row["badges"]),
        why=row["why"],
    )

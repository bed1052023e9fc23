"""Stores feedback on recommendations, and reads it with the history of requests."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_domain.recommendations.feedback import FINAL_ACTIONS, FeedbackEvent, PastRequest
from gifter_domain.recommendations.recommendation import RecommendationRequestNotFound
from gifter_domain.shared.errors import FieldProblem, InvalidInput
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock

_PERSON_SQL = """
    SELECT COALESCE(recipient_id, wish->'asked'->>'recipient_id') AS recipient_id
    FROM recommendation_request WHERE id = :request_id AND user_id = :user_id
"""
_PERSON = text(_PERSON_SQL)
# A merge that moves the request to another recipient must not miss the feedback.
_LOCKED_PERSON = text(f"{_PERSON_SQL} FOR KEY SHARE")
_KNOWN = text(f"""
    SELECT p.id FROM {listed_from(product="p", brand="b")}
    WHERE p.id = ANY(:ids) AND {listed_where(product="p", brand="b")}
    UNION SELECT product_id FROM recommendation_item
    WHERE request_id = :request_id AND product_id = ANY(:ids)
""")
_ADD = text("""
    INSERT INTO recommendation_event (user_id, client_event_id, request_id, for_id, product_id,
        action, props, happened_at, created_at)
    SELECT :user_id, event.client_event_id, :request_id, event.for_id, event.product_id,
           event.action, event.props, LEAST(event.happened_at, :now), :now
    FROM jsonb_to_recordset(:events) AS event(client_event_id text, for_id text, product_id text,
        action text, props jsonb, happened_at timestamptz)
    ORDER BY event.client_event_id
    ON CONFLICT (user_id, client_event_id) DO NOTHING
""").bindparams(bindparam("events", type_=JSONB))
_IS_FINAL_SQL = f"""action IN ({", ".join(f"'{action}'" for action in FINAL_ACTIONS)})"""
_REFUSED = text(f"""
    SELECT DISTINCT product_id FROM recommendation_event
    WHERE for_id = :for_id AND user_id = :user_id
        AND {_IS_FINAL_SQL}
""")
_REFUSED_FOR_ANYBODY = text(f"""
    SELECT DISTINCT product_id FROM recommendation_event
    WHERE user_id = :user_id AND {_IS_FINAL_SQL}
""")
_OF_FEED = text("SELECT items FROM feed_session WHERE id = :request_id AND user_id = :user_id")
_HISTORY_SQL = """
    SELECT id, wish->'asked'->>'text' AS text, recipient_id, occasion_id, created_at
    FROM recommendation_request WHERE user_id = :user_id
"""
_OF_RECIPIENT_SQL = " AND recipient_id = :recipient_id"
_BEFORE_SQL = """ AND (created_at, id) < (
    SELECT created_at, id FROM recommendation_request WHERE id = :before AND user_id = :user_id
)"""
_HISTORY = {
    (of_recipient, before): text(
        f"{_HISTORY_SQL}{_OF_RECIPIENT_SQL if of_recipient else ''}{_BEFORE_SQL if before else ''}"
        " ORDER BY created_at DESC, id DESC LIMIT :limit"
    )
    for of_recipient in (False, True)
    for before in (False, True)
}


class PostgresFeedback:
    """Implements `Feedback`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def add(self, user_id: str, request_id: str, events: Sequence[FeedbackEvent]) -> None:
        of_request = {"request_id": request_id, "user_id": user_id}
        locked = (await self._connection.execute(_LOCKED_PERSON, of_request)).one_or_none()
        if locked is not None:
            persons, stored_id = dict[str, str | None](), request_id
            default = locked["recipient_id"] or user_id
        else:
            persons, stored_id, default = await self._of_feed(of_request), None, user_id
        await self._check_products(request_id, persons.keys(), events)
        rows = [_event_row(event, persons.get(event.product_id) or default) for event in events]
        params = {
            "user_id": user_id,
            "request_id": stored_id,
            "events": rows,
            "now": self._clock.now(),
        }
        await self._connection.execute(_ADD, params)

    async def _of_feed(self, of_request: Mapping[str, str]) -> dict[str, str | None]:
        """Returns the recipient of each product of a session of the feed."""
        session = _only(await self._connection.execute(_OF_FEED, of_request))
        return {product_id: recipient_id for product_id, recipient_id, *_ in session["items"]}

    async def _check_products(
        self, request_id: str, offered: Collection[str], events: Sequence[FeedbackEvent]
    ) -> None:
        ids = list({event.product_id for event in events})
        found = await self._connection.execute(_KNOWN, {"ids": ids, "request_id": request_id})
        known = {row["id"] for row in found}.union(offered)
        unknown = [
            FieldProblem(f"actions[{at}].productId", "is not the id of a product")
            for at, event in enumerate(events)
            if event.product_id not in known
        ]
        if unknown:
            raise InvalidInput("There are unknown products.", unknown)


class PostgresFeedbackReads:
    """Implements `FeedbackReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def refused(self, user_id: str, recipient_id: str | None) -> frozenset[str]:
        params = {"user_id": user_id, "for_id": recipient_id or user_id}
        async with self._database.reads() as connection:
            return frozenset((await connection.execute(_REFUSED, params)).scalars())

    async def refused_for_anybody(self, user_id: str) -> frozenset[str]:
        async with self._database.reads() as connection:
            found = await connection.execute(_REFUSED_FOR_ANYBODY, {"user_id": user_id})
        return frozenset(found.scalars())

    async def person_of(self, user_id: str, request_id: str) -> str | None:
        params = {"user_id": user_id, "request_id": request_id}
        async with self._database.reads() as connection:
            person = _only(await connection.execute(_PERSON, params))
        recipient_id: str | None = person["recipient_id"]
        return recipient_id

    async def history(
        self, user_id: str, recipient_id: str | None, page: PageRequest
    ) -> Page[PastRequest]:
        statement = _HISTORY[recipient_id is not None, page.after is not None]
        params: dict[str, Any] = {"user_id": user_id, "limit": page.limit + 1}
        if recipient_id is not None:
            params["recipient_id"] = recipient_id
        if page.after is not None:
            params["before"] = page.after[0]
        async with self._database.reads() as connection:
            rows = [_to_past_request(row) for row in await connection.execute(statement, params)]
        return page_of(rows, page, lambda one: (one.id,))


def _only(rows: list[Record]) -> Record:
    if not rows:
        raise RecommendationRequestNotFound("There is no such recommendation request.")
    return rows[0]


def _event_row(event: FeedbackEvent, for_id: str) -> dict[str, Any]:
    return {
        "client_event_id": event.client_event_id,
        "for_id": for_id,
        "product_id": event.product_id,
        "action": event.action,
        "props": dict(event.props),
        "happened_at": event.happened_at and event.happened_at.isoformat(),
    }


def _to_past_request(row: Record) -> PastRequest:
    return PastRequest(
        id=row["id"],
        text=row["text"] or "",
        recipient_id=row["recipient_id"],
        occasion_id=row["occasion_id"],
        created_at=row["created_at"],
    )

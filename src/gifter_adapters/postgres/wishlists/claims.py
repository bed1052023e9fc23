"""Reads and writes claims. Each has a copy of the wish at the time of the claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import TextClause, insert, text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.wishlists.claim_books import is_live, refused_when_full
from gifter_adapters.postgres.wishlists.tables import wish_claim
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.claims.claim import Claim, ClaimedWish, WishFate
from gifter_domain.wishlists.claims.ports import GiverToNotify
from gifter_domain.wishlists.claims.rules import ClaimNotFound, ClaimStatus, Part

_CLAIMS_SQL = f"SELECT c.* FROM wish_claim c WHERE {is_live('c')}"
_ONE = text(f"{_CLAIMS_SQL} AND c.giver_id = :giver_id AND c.id = :claim_id")
_OF_GUEST = text(f"{_CLAIMS_SQL} AND c.undo_token_hash = :undo_hash")
_OF_GUESTS = text(f"{_CLAIMS_SQL} AND c.undo_token_hash = ANY(:undo_hashes)")
_IN_BOOK = text(f"{_CLAIMS_SQL} AND c.book_id = :book_id AND c.giver_id = :giver_id")
_MINE = text(f"""
    {_CLAIMS_SQL} AND c.giver_id = :giver_id AND (c.wishlist_id, c.id) > (:list_id, :claim_id)
    ORDER BY c.wishlist_id, c.id LIMIT :limit
""")
_ADD = insert(wish_claim)
_CHANGE = text("""
    UPDATE wish_claim SET status = :status, note = :note, expires_at = :expires_at,
        updated_at = :now
    WHERE id = :id
""")
_REMOVE = text("DELETE FROM wish_claim WHERE id = :claim_id")
_LOCK_BOOKS = text("""
    SELECT FROM claim_book WHERE id IN (SELECT book_id FROM wish_claim WHERE wish_id = ANY(:ids))
    ORDER BY id FOR UPDATE
""")
_MARK_SQL = f"""
    WITH marked AS (
        UPDATE wish_claim c SET {{mark}} WHERE c.wish_id = ANY(:ids) AND {is_live("c")}
        RETURNING c.id, c.giver_id, c.wish_id, c.title, c.list_title
    )
    SELECT DISTINCT ON (marked.giver_id, marked.wish_id) marked.*, u.language
    FROM marked JOIN user_account u ON u.id = marked.giver_id
    WHERE u.status = 'ACTIVE' ORDER BY marked.giver_id, marked.wish_id, marked.id
"""
_MARK_CHANGED = text(_MARK_SQL.format(mark="changed_at = :now"))
_MARK_GONE = text(_MARK_SQL.format(mark="gone_at = :now"))
_MARK_BACK = text(_MARK_SQL.format(mark="gone_at = NULL"))


class PostgresClaims:
    """Implements `Claims`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def add(self, claim: Claim, undo_hash: str | None = None) -> None:
        with refused_when_full():
            await self._connection.execute(_ADD, _to_row(claim) | {"undo_token_hash": undo_hash})

    async def get(self, giver_id: str, claim_id: str) -> Claim:
        return _only(await self._find(_ONE, giver_id=giver_id, claim_id=claim_id))

    async def of_guest(self, undo_hash: str) -> Claim:
        return _only(await self._find(_OF_GUEST, undo_hash=undo_hash))

    async def in_book(self, book_id: str, giver_id: str) -> Sequence[Claim]:
        return await self._find(_IN_BOOK, book_id=book_id, giver_id=giver_id)

    async def change(self, claim: Claim) -> None:
        params = {"id": claim.id, "status": claim.status, "note": claim.note}
        times = {"expires_at": claim.expires_at, "now": self._clock.now()}
        await self._connection.execute(_CHANGE, {**params, **times})

    async def remove(self, claim_id: str) -> None:
        await self._connection.execute(_REMOVE, {"claim_id": claim_id})

    async def mark_changed(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        return await self._mark(_MARK_CHANGED, wish_ids)

    async def mark_gone(self, wish_ids: Sequence[str]) -> Sequence[GiverToNotify]:
        return await self._mark(_MARK_GONE, wish_ids)

    async def unmark_gone(self, wish_id: str) -> Sequence[GiverToNotify]:
        return await self._mark(_MARK_BACK, [wish_id])

    async def _mark(
        self, statement: TextClause, wish_ids: Sequence[str]
    ) -> Sequence[GiverToNotify]:
        await self._connection.execute(_LOCK_BOOKS, {"ids": wish_ids})
        params = {"ids": wish_ids, "now": self._clock.now()}
        return [
            GiverToNotify(row.giver_id, row.language, row.id, row.title, row.list_title)
            for row in await self._connection.execute(statement, params)
        ]

    async def _find(self, statement: TextClause, **key: str) -> list[Claim]:
        params = key | {"now": self._clock.now()}
        return [to_claim(row) for row in (await self._connection.execute(statement, params))]


class PostgresClaimReads:
    """Implements `ClaimReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def mine(self, giver_id: str, page: PageRequest) -> Page[Claim]:
        list_id, claim_id = (*(page.after or ()), "", "")[:2]
        params = {"giver_id": giver_id, "list_id": list_id, "claim_id": claim_id}
        async with self._database.reads() as connection:
            rows = await connection.execute(
                _MINE, params | {"now": self._clock.now(), "limit": page.limit + 1}
            )
            claims = [to_claim(row) for row in rows]
        return page_of(claims, page, lambda claim: (claim.wish.wishlist_id, claim.id))

    async def of_guest(self, undo_hash: str) -> Claim:
        async with self._database.reads() as connection:
            return await PostgresClaims(connection, self._clock).of_guest(undo_hash)

    async def of_guests(self, undo_hashes: Sequence[str]) -> Mapping[str, Claim]:
        params = {"undo_hashes": [*undo_hashes], "now": self._clock.now()}
        async with self._database.reads() as connection:
            rows = await connection.execute(_OF_GUESTS, params)
            return {row["undo_token_hash"]: to_claim(row) for row in rows}


def _only(claims: list[Claim]) -> Claim:
    if not claims:
        raise ClaimNotFound("There is no such claim.")
    return claims[0]


def _to_row(claim: Claim) -> dict[str, Any]:
    wish, price = claim.wish, claim.wish.price
    return {
        "id": claim.id,
        "book_id": claim.book_id,
        "wish_id": claim.wish_id,
        "item_id": claim.item_id,
        "giver_id": claim.giver_id,
        "guest_name": claim.guest_name,
        "units": claim.part.units or None,
        "share_minor": claim.part.share_minor or None,
        "currency": claim.currency,
        "status": claim.status,
        "note": claim.note,
        "expires_at": claim.expires_at,
        "title": wish.title,
        "url": wish.url,
        "image_url": wish.image_url,
        "price_minor": price.minor if price else None,
        "price_currency": price.currency if price else None,
        "wishlist_id": wish.wishlist_id,
        "list_title": wish.list_title,
        "owner_id": wish.owner_id,
        "owner_name": wish.owner_name,
        "created_at": claim.created_at,
        "updated_at": claim.created_at,
    }


def to_claim(row: Record) -> Claim:
    """Builds a claim from a row with all columns of wish_claim."""
    return Claim(
        id=row["id"],
        book_id=row["book_id"],
        wish_id=row["wish_id"],
        item_id=row["item_id"],
        giver_id=row["giver_id"],
        guest_name=row["guest_name"],
        part=Part(row["units"] or 0, row["share_minor"] or 0),
        currency=row["currency"],
        status=ClaimStatus(row["status"]),
        note=row["note"],
        expires_at=row["expires_at"],
        wish=_to_claimed_wish(row),
        fate=_fate(row),
        created_at=row["created_at"],
    )


def _to_claimed_wish(row: Record) -> ClaimedWish:
    return ClaimedWish(
        title=row["title"],
        url=row["url"],
        image_url=row["image_url"],
        price=to_money(row, "price_minor", "price_currency"),
        wishlist_id=row["wishlist_id"],
        list_title=row["list_title"],
        owner_id=row["owner_id"],
        owner_name=row["owner_name"],
    )


def _fate(row: Record) -> WishFate:
    if row["gone_at"] is not None:
        return WishFate.GONE
    return WishFate.UNCHANGED if row["changed_at"] is None else WishFate.CHANGED

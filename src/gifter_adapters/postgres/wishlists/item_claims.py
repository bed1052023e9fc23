"""Adds to items the claims of their wishes, for viewers who may see them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.wishlists.claim_books import is_live
from gifter_adapters.postgres.wishlists.claims import to_claim
from gifter_domain.shared.threads import computed_from
from gifter_domain.wishlists.claims.claim import CoGiver, item_claims
from gifter_domain.wishlists.claims.rules import Claimable, ClaimBook
from gifter_domain.wishlists.item import Item

_CLAIMS = text(f"""
    SELECT c.*, b.share_price_minor, b.share_currency, {person_columns("u")},
           {visible_to(user="u", viewer=":viewer_id")} AS is_visible
    FROM unnest(CAST(:book_ids AS text[]), CAST(:until AS timestamptz[])) AS shown (book_id, until)
    JOIN wish_claim c ON c.book_id = shown.book_id
        AND (shown.until IS NULL OR c.created_at <= shown.until)
    JOIN claim_book b ON b.id = c.book_id
    LEFT JOIN user_account u ON u.id = c.giver_id
    WHERE {is_live("c")} ORDER BY c.id
""")


async def with_claims(
    connection: Connection, viewer_id: str, items: Sequence[Item], now: datetime
) -> list[Item]:
    """Returns the items, with claims except for those to which the viewer is blind.

    Claims hidden from the viewer are not even read. An empty `viewer_id` is a person without an
    account: they see how much is left, but not who gives the rest.
    """
    until = {item.choice_id: item.shown_until for item in items if not item.is_blind}
    if not until:
        return [*items]
    params = {"viewer_id": viewer_id, "book_ids": [*until], "until": [*until.values()], "now": now}
    rows = await connection.execute(_CLAIMS, params)
    return await computed_from(len(items), lambda: _all_with_claims(items, viewer_id, rows))


def _all_with_claims(items: Sequence[Item], viewer_id: str, rows: Sequence[Record]) -> list[Item]:
    of_book: dict[str, list[Record]] = {item.choice_id: [] for item in items}
    for row in rows:
        of_book[row["book_id"]].append(row)
    return [
        item if item.is_blind else _with_claims(item, viewer_id, of_book[item.choice_id])
        for item in items
    ]


def _with_claims(item: Item, viewer_id: str, rows: Sequence[Record]) -> Item:
    wish = Claimable(item.wish_id, item.quantity, item.price)
    own = [row for row in rows if row["wish_id"] == item.wish_id]
    mine = [to_claim(row) for row in own if viewer_id and row["giver_id"] == viewer_id]
    others = [_to_co_giver(row) for row in own if row["giver_id"] != viewer_id and _may_see(row)]
    book = _book_of(rows)
    claims = item_claims(book, wish, mine, others, is_for_viewer=item.is_for_viewer)
    return replace(item, claims=claims)


def _may_see(row: Record) -> bool:
    return row["guest_name"] is not None or bool(row["is_visible"])


def _book_of(rows: Sequence[Record]) -> ClaimBook:
    shared = sum(row["share_minor"] or 0 for row in rows)
    return ClaimBook(
        wish_id=rows[0]["wish_id"] if rows else None,
        units=sum(row["units"] or 0 for row in rows),
        shared_minor=shared,
        share_price=to_money(rows[0], "share_price_minor", "share_currency") if shared else None,
    )


def _to_co_giver(row: Record) -> CoGiver:
    claim = to_claim(row)
    person = None if row["person_id"] is None else to_person(row)
    return CoGiver(person, claim.guest_name, claim.part, claim.currency, claim.status, claim.note)

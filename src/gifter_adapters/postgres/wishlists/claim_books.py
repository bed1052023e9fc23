"""Reads and writes claim books, whose lock and constraints prevent claims of more than is left."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import asyncpg
from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_adapters.postgres.core.money import to_money
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.claims.rules import ClaimBook, ItemFullyClaimed


def is_live(claim: str, *, now: str = ":now") -> str:
    """Returns the condition that a claim counts: not expired, and not of a deleted account.

    Other claims are removed later and do not count until then.
    """
    return f"""({not_expired(claim, now=now)} AND NOT EXISTS (
        SELECT FROM user_account a WHERE a.id = {claim}.giver_id AND a.status = 'DELETED'
    ))"""


_LOCK = text("SELECT FROM claim_book WHERE id = :book_id FOR UPDATE")
# A separate statement after the lock, which sees the changes that the lock waited for. It sums the
# claims and not the stored totals, since an account that is removed takes its claims along.
_READ = text(f"""
    SELECT b.capacity, b.share_price_minor, b.share_currency, s.wish_id, s.units, s.shared_minor
    FROM claim_book b CROSS JOIN (
        SELECT min(c.wish_id) AS wish_id, COALESCE(sum(c.units), 0) AS units,
               COALESCE(sum(c.share_minor), 0)::bigint AS shared_minor
        FROM wish_claim c WHERE c.book_id = :book_id AND {is_live("c")}
    ) s WHERE b.id = :book_id
""")
_REMOVE_NOT_LIVE = text(
    f"DELETE FROM wish_claim c WHERE c.book_id = :book_id AND NOT {is_live('c')}"
)
_SAVE = text("""
    UPDATE claim_book
    SET chosen_wish_id = :wish_id, capacity = :capacity, claimed_units = :units,
        shared_minor = :shared_minor, share_price_minor = :share_price_minor,
        share_currency = :share_currency
    WHERE id = :book_id
""")
_TO_CLEAN_UP = text(f"""
    SELECT c.book_id FROM wish_claim c WHERE {expired("c")}
    UNION SELECT c.book_id FROM wish_claim c JOIN user_account a ON a.id = c.giver_id
        WHERE a.status = 'DELETED'
    ORDER BY book_id LIMIT :limit
""")
_LOCK_WISHES = text("SELECT FROM wish WHERE owner_id = :owner_id ORDER BY id FOR UPDATE")
_OF_GIVER = text("""
    SELECT DISTINCT c.book_id FROM wish_claim c
    WHERE c.giver_id = :giver_id AND c.owner_id = :owner_id ORDER BY c.book_id
""")
_FULL = frozenset({"ck_claim_book_not_oversold", "fk_wish_claim_chosen"})


class PostgresClaimBooks:
    """Implements `ClaimBooks`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def lock(self, book_id: str) -> ClaimBook:
        await self._connection.execute(_LOCK, {"book_id": book_id})
        params = {"book_id": book_id, "now": self._clock.now()}
        row = (await self._connection.execute(_READ, params)).one()
        return ClaimBook(
            wish_id=row["wish_id"],
            capacity=row["capacity"],
            units=row["units"],
            shared_minor=row["shared_minor"],
            share_price=to_money(row, "share_price_minor", "share_currency")
            if row["shared_minor"]
            else None,
        )

    async def save(self, book_id: str, book: ClaimBook) -> None:
        await self._connection.execute(
            _REMOVE_NOT_LIVE, {"book_id": book_id, "now": self._clock.now()}
        )
        price = book.share_price
        with refused_when_full():
            await self._connection.execute(
                _SAVE,
                {
                    "book_id": book_id,
                    "wish_id": book.wish_id,
                    "capacity": book.capacity,
                    "units": book.units,
                    "shared_minor": book.shared_minor,
                    "share_price_minor": price.minor if price else None,
                    "share_currency": price.currency if price else None,
                },
            )

    async def ids_to_clean_up(self, limit: int) -> Sequence[str]:
        params = {"now": self._clock.now(), "limit": limit}
        return (await self._connection.execute(_TO_CLEAN_UP, params)).scalars()

    async def ids_of_giver(self, giver_id: str, owner_id: str) -> Sequence[str]:
        await self._connection.execute(_LOCK_WISHES, {"owner_id": owner_id})
        params = {"giver_id": giver_id, "owner_id": owner_id}
        return (await self._connection.execute(_OF_GIVER, params)).scalars()


@contextmanager
def refused_when_full() -> Iterator[None]:
    """Raises `ItemFullyClaimed` if the database refuses a claim because too little is left."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        if error.constraint_name in _FULL:
            raise ItemFullyClaimed("There is not enough of it left.") from error
        raise

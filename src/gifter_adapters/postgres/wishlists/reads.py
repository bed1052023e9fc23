"""Reads wishlists and their items as a viewer sees them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import text

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.wishlists.access import (
    LISTS_OF_WISH_COLUMNS,
    editable_by,
    is_joint_owner,
    lists_from,
    lists_of_wish,
    readable_by,
    to_lists_of_wish,
)
from gifter_adapters.postgres.wishlists.item_claims import with_claims
from gifter_domain.people.friends_ports import Person
from gifter_domain.people.recipient import name_key
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.blindness import is_blind, shown_until
from gifter_domain.wishlists.item import Item, ItemNotFound, WishedProduct
from gifter_domain.wishlists.ports import ListQuery, WishlistWithItems
from gifter_domain.wishlists.sharing import SharedListNotFound, ShareLinkKind
from gifter_domain.wishlists.wishlist import Scope, Visibility, Wishlist, WishlistNotFound

_VISIBLE_SQL = visible_to(user="u", viewer=":viewer_id")
_EDITABLE_SQL = editable_by(wishlist="l", owner="u", viewer=":viewer_id")
_READABLE_SQL = readable_by(wishlist="l", owner="u", viewer=":viewer_id")
_LISTS_SQL = f"""
    SELECT l.id, CASE WHEN l.owner_id = :viewer_id THEN l.recipient_id END AS recipient_id,
           CASE WHEN {_EDITABLE_SQL} THEN l.occasion_id END AS occasion_id,
           l.title, l.description, l.visibility, l.reveal_at, l.created_at, l.updated_at,
           (SELECT count(*) FROM wishlist_item i WHERE i.wishlist_id = l.id) AS item_count,
           {person_columns("u")}
    FROM {lists_from(wishlist="l", owner="u")}
"""
_OF_FRIENDS_SQL = """l.owner_id IN (
    SELECT high_id FROM friendship WHERE low_id = :viewer_id AND standing = 'FRIENDS'
    UNION ALL SELECT low_id FROM friendship WHERE high_id = :viewer_id AND standing = 'FRIENDS'
)"""
_IN_SCOPE_SQL = {
    Scope.MINE: f"""l.id IN (
        SELECT id FROM wishlist WHERE owner_id = :viewer_id
        UNION ALL SELECT wishlist_id FROM wishlist_owner
        WHERE user_id = :viewer_id AND left_at IS NULL
    ) AND {_EDITABLE_SQL}""",
    Scope.FRIENDS: f"{_OF_FRIENDS_SQL} AND l.visibility <> 'PRIVATE' AND {_READABLE_SQL}",
    Scope.PUBLIC: f"l.visibility = 'PUBLIC' AND {_READABLE_SQL}",
}
_BY_TITLE_SQL = " AND strpos(l.title_key, :title_key) > 0"
_FOR_RECIPIENT_SQL = " AND l.recipient_id = :recipient_id AND l.owner_id = :viewer_id"
_PAGE_SQL = " AND l.id > :after ORDER BY l.id LIMIT :limit"
_PAGES = {
    (scope, by_title, for_recipient): text(
        f"{_LISTS_SQL} WHERE {in_scope}{_BY_TITLE_SQL if by_title else ''}"
        f"{_FOR_RECIPIENT_SQL if for_recipient else ''}{_PAGE_SQL}"
    )
    for scope, in_scope in _IN_SCOPE_SQL.items()
    for by_title in (False, True)
    for for_recipient in (False, True)
}
_ONE = text(f"{_LISTS_SQL} WHERE l.id = :wishlist_id AND {_READABLE_SQL}")
_SHARED = text(f"{_LISTS_SQL} WHERE l.id = :wishlist_id AND {_VISIBLE_SQL}")
_SHARE = text(f"""
    SELECT s.wishlist_id, s.kind FROM wishlist_share s
    WHERE s.token_hash = :token_hash AND {not_expired("s")}
""")
_JOINT_OWNERS = text(f"""
    SELECT l.id AS wishlist_id, {person_columns("u")}
    FROM wishlist l JOIN wishlist_owner o ON o.wishlist_id = l.id
    JOIN user_account u ON u.id = o.user_id
    WHERE l.id = ANY(:wishlist_ids) AND {is_joint_owner(joint="o", wishlist="l")} AND {_VISIBLE_SQL}
    ORDER BY o.created_at, o.user_id
""")


def product_columns(product: str) -> str:
    """Returns the columns that `to_wished_product` reads, of the product in `items_from`."""
    return f"""{product}.id AS shown_id, {product}.title AS shown_title,
        {product}.primary_image_url, {product}.price_minor, {product}.price_currency,
        {product}.in_stock, {product}.slug, {product}.url, {product}.brand_name"""


def items_from(*, item: str, wish: str, wishlist: str, owner: str, product: str) -> str:
    """Returns the FROM of every read of items. `product` is null if the catalogue hides it."""
    return f"""wishlist_item {item} JOIN wish {wish} ON {wish}.id = {item}.wish_id
        JOIN wishlist {wishlist} ON {wishlist}.id = {item}.wishlist_id
        JOIN user_account {owner} ON {owner}.id = {wishlist}.owner_id
        LEFT JOIN (
            SELECT p.id, p.title, p.primary_image_url, p.price_minor, p.price_currency, p.in_stock,
                   p.slug, p.url, b.name AS brand_name
            FROM {listed_from(product="p", brand="b")} WHERE {listed_where(product="p", brand="b")}
        ) {product} ON {product}.id = {wish}.product_id"""


_ITEMS_SQL = f"""
    SELECT i.id, i.wishlist_id, i.wish_id, w.book_id AS choice_id, w.product_id, w.title,
           w.external_url, w.image_url, w.quantity, w.desired_price_minor, w.desired_currency,
           i.notes, i.priority, i.position, i.created_at,
           GREATEST(i.updated_at, w.updated_at) AS updated_at,
           {product_columns("pr")}, {LISTS_OF_WISH_COLUMNS}
    FROM {items_from(item="i", wish="w", wishlist="l", owner="u", product="pr")}
    {lists_of_wish(book="w.book_id", viewer=":viewer_id")}
"""
_ITEMS = text(f"{_ITEMS_SQL} WHERE i.wishlist_id = :wishlist_id ORDER BY i.position, i.id")
_ITEM = text(f"{_ITEMS_SQL} WHERE i.id = :item_id AND {_READABLE_SQL}")

NOBODY = ""  # the id of no user, for a viewer without an account


class PostgresWishlistReads:
    """Implements `WishlistReads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def wishlists(
        self, viewer_id: str, query: ListQuery, page: PageRequest
    ) -> Page[Wishlist]:
        by_title, for_recipient = query.title_like is not None, query.recipient_id is not None
        params: dict[str, object] = {"viewer_id": viewer_id, "limit": page.limit + 1}
        params["after"] = page.after[0] if page.after else ""
        if by_title:
            params["title_key"] = name_key(query.title_like or "")
        if for_recipient:
            params["recipient_id"] = query.recipient_id
        async with self._database.reads() as connection:
            statement = _PAGES[query.scope, by_title, for_recipient]
            rows = await connection.execute(statement, params)
            lists = await _with_joint_owners(connection, viewer_id, rows)
        return page_of(lists, page, lambda item: (item.id,))

    async def wishlist(self, viewer_id: str, wishlist_id: str) -> WishlistWithItems:
        async with self._database.reads() as connection:
            found = await read_wishlist(connection, viewer_id, wishlist_id)
            return WishlistWithItems(found, await self._items(connection, viewer_id, found.id))

    async def shared(self, viewer_id: str | None, token_hash: str) -> WishlistWithItems:
        viewer_id = viewer_id or NOBODY
        async with self._database.reads() as connection:
            wishlist_id, kind = await shared_list(connection, token_hash, self._clock)
            params = {"viewer_id": viewer_id, "wishlist_id": wishlist_id}
            rows = await connection.execute(_SHARED, params)
            for found in await _with_joint_owners(connection, viewer_id, rows):
                items = await self._items(connection, viewer_id, found.id, kind=kind)
                return WishlistWithItems(found, items)
        raise no_shared_list()

    async def _items(
        self,
        connection: Connection,
        viewer_id: str,
        wishlist_id: str,
        *,
        kind: ShareLinkKind = ShareLinkKind.GUEST,
    ) -> list[Item]:
        now, params = self._clock.now(), {"viewer_id": viewer_id, "wishlist_id": wishlist_id}
        rows = await connection.execute(_ITEMS, params)
        items = await rows.converted(lambda row: _to_item(row, now))
        if not kind.shows_claims:
            return [replace(item, is_blind=True) for item in items]
        return await with_claims(connection, viewer_id, items, now)


async def read_wishlist(connection: Connection, viewer_id: str, wishlist_id: str) -> Wishlist:
    """Returns the wishlist. Raises `WishlistNotFound` unless the viewer may read it."""
    params = {"viewer_id": viewer_id, "wishlist_id": wishlist_id}
    rows = await connection.execute(_ONE, params)
    for found in await _with_joint_owners(connection, viewer_id, rows):
        return found
    raise WishlistNotFound("There is no such wishlist.")


async def read_item(connection: Connection, viewer_id: str, item_id: str, clock: Clock) -> Item:
    """Returns the item. Raises `ItemNotFound` unless the viewer may read its list."""
    now, params = clock.now(), {"viewer_id": viewer_id, "item_id": item_id}
    row = (await connection.execute(_ITEM, params)).one_or_none()
    if row is None:
        raise no_item()
    [item] = await with_claims(connection, viewer_id, [_to_item(row, now)], now)
    return item


async def shared_list(
    connection: Connection, token_hash: str, clock: Clock
) -> tuple[str, ShareLinkKind]:
    """Returns the id of a link's list and the link's kind. Raises `SharedListNotFound`."""
    params = {"token_hash": token_hash, "now": clock.now()}
    row = (await connection.execute(_SHARE, params)).one_or_none()
    if row is None:
        raise no_shared_list()
    return row.wishlist_id, ShareLinkKind(row.kind)


def no_item() -> ItemNotFound:
    return ItemNotFound("There is no such item.")


def no_shared_list() -> SharedListNotFound:
    return SharedListNotFound("This link shows no list (any more).")


async def _with_joint_owners(
    connection: Connection, viewer_id: str, rows: Sequence[Record]
) -> list[Wishlist]:
    if not rows:
        return []
    params = {"viewer_id": viewer_id, "wishlist_ids": [row["id"] for row in rows]}
    joint: dict[str, list[Person]] = {row["id"]: [] for row in rows}
    for row in await connection.execute(_JOINT_OWNERS, params):
        joint[row["wishlist_id"]].append(to_person(row))
    return [_to_wishlist(row, joint[row["id"]]) for row in rows]


def _to_wishlist(row: Record, joint_owners: Sequence[Person]) -> Wishlist:
    return Wishlist(
        id=row["id"],
        owner=to_person(row),
        joint_owners=joint_owners,
        recipient_id=row["recipient_id"],
        occasion_id=row["occasion_id"],
        title=row["title"],
        description=row["description"],
        visibility=Visibility(row["visibility"]),
        reveal_at=row["reveal_at"],
        item_count=row["item_count"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def _to_item(row: Record, now: datetime) -> Item:
    lists = to_lists_of_wish(row)
    return Item(
        id=row["id"],
        wishlist_id=row["wishlist_id"],
        wish_id=row["wish_id"],
        choice_id=row["choice_id"],
        product_id=row["product_id"],
        product=to_wished_product(row),
        title=row["title"],
        external_url=row["external_url"],
        image_url=row["image_url"],
        notes=row["notes"],
        priority=row["priority"],
        quantity=row["quantity"],
        desired_price=to_money(row, "desired_price_minor", "desired_currency"),
        position=row["position"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        is_blind=is_blind(lists, now),
        shown_until=shown_until(lists),
    )


def to_wished_product(row: Record) -> WishedProduct | None:
    """Builds a product from a row with `product_columns`; None if the catalogue hides it."""
    if row["shown_id"] is None:
        return None
    return WishedProduct(
        id=row["shown_id"],
        title=row["shown_title"],
        image_url=row["primary_image_url"],
        price=to_money(row, "price_minor", "price_currency"),
        in_stock=row["in_stock"],
        slug=row["slug"],
        url=row["url"],
        brand=row["brand_name"],
    )

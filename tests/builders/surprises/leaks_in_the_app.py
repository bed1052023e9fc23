"""Faults in the application that spoil surprises. A programmer could make each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Receive, Scope, Send
from sqlalchemy import text

from builders.surprises.twin_worlds import World
from gifter_adapters.postgres.recommendations.catalogue_words import PostgresCatalogueWords
from gifter_adapters.postgres.recommendations.feedback_signals import PostgresFeedbackSignals
from gifter_adapters.postgres.recommendations.repository import (
    CommittedRecommendations,
    PostgresRecommendationReads,
)
from gifter_adapters.postgres.wishlists.item_claims import with_claims
from gifter_adapters.postgres.wishlists.reads import PostgresWishlistReads
from gifter_app.use_cases.recommendations.answer_request import AnswerRequest
from gifter_app.use_cases.recommendations.previous_requests import PreviousRequests
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_app.use_cases.wishlists.manage_items import ManageWishlistItems, NewItem
from gifter_domain.identity.user import User
from gifter_domain.recommendations.recommendation import GiftRequest, RecommendationResult
from gifter_domain.shared.pages import Page, PageRequest
from gifter_domain.wishlists.claims.claim import Claim
from gifter_domain.wishlists.claims.rules import ItemFullyClaimed
from gifter_domain.wishlists.item import Item
from gifter_domain.wishlists.ports import ListQuery, WishlistWithItems
from gifter_domain.wishlists.wishlist import Wishlist

# The number of claimed units or shares of each wish, by its id.

Claimed = Mapping[str, int]


async def _claimed(world: World) -> Claimed:
    sums = text("SELECT wish_id, sum(COALESCE(units, 1)) AS n FROM wish_claim GROUP BY wish_id")
    async with world.container.database().reads() as connection:
        return {row.wish_id: row.n for row in await connection.execute(sums)}


class _Reads(PostgresWishlistReads):
    """Reads lists and passes their items through `spoil`."""

    def __init__(self, world: World, spoil: Callable[[Sequence[Item], Claimed], list[Item]]):
        super().__init__(world.container.database(), world.clock)
        self._world = world
        self._spoil = spoil

    async def wishlist(self, viewer_id: str, wishlist_id: str) -> WishlistWithItems:
        found = await super().wishlist(viewer_id, wishlist_id)
        return replace(found, items=self._spoil(found.items, await _claimed(self._world)))


class _Pages(PostgresWishlistReads):
    """Reads pages of lists and passes them through `spoil`."""

    def __init__(self, world: World, spoil: Callable[[Page[Wishlist], int], Page[Wishlist]]):
        super().__init__(world.container.database(), world.clock)
        self._world = world
        self._spoil = spoil

    async def wishlists(
        self, viewer_id: str, query: ListQuery, page: PageRequest
    ) -> Page[Wishlist]:
        if page.after:
            page = replace(page, after=page.after[:1])
        found = await super().wishlists(viewer_id, query, page)
        return self._spoil(found, len(await _claimed(self._world)))


class _TalkativeReads(PostgresWishlistReads):
    """Shows claims to everybody, on lists or on shared pages."""

    def __init__(self, world: World, *, by_link: bool) -> None:
        super().__init__(world.container.database(), world.clock)
        self._world = world
        self._by_link = by_link

    async def wishlist(self, viewer_id: str, wishlist_id: str) -> WishlistWithItems:
        found = await super().wishlist(viewer_id, wishlist_id)
        return found if self._by_link else await self._with_all_claims(viewer_id, found)

    async def shared(self, viewer_id: str | None, token_hash: str) -> WishlistWithItems:
        found = await super().shared(viewer_id, token_hash)
        return await self._with_all_claims(viewer_id or "", found) if self._by_link else found

    async def _with_all_claims(self, viewer_id: str, found: WishlistWithItems) -> WishlistWithItems:
        seen = [replace(item, is_blind=False) for item in found.items]
        async with self._database.reads() as connection:
            now = self._world.clock.now()
            return replace(found, items=await with_claims(connection, viewer_id, seen, now))


class _HastyClaims(ClaimWishes):
    """Checks the remaining units before it checks the ownership of the wish."""

    def __init__(self, world: World) -> None:
        of = world.container
        super().__init__(
            of.transactions(), of.wishlists().claim_reads, of.ids(), of.codes(), of.clock()
        )
        self._world = world

    async def claim(
        self,
        user: User,
        item_id: str,
        quantity: int | None,
        share_minor: int | None,
        currency: str | None = None,
    ) -> Claim:
        if item_id in await _claimed_items(self._world):
            raise ItemFullyClaimed("There is none left.")
        return await super().claim(user, item_id, quantity, share_minor, currency)


class _Items(ManageWishlistItems):
    def __init__(self, world: World) -> None:
        of = world.container
        super().__init__(of.transactions(), of.ids())
        self._world = world


class _HastyAdding(_Items):
    """Reports a claimed wish as new if it is added again."""

    async def add(self, user: User, wishlist_id: str, new: NewItem) -> tuple[Item, bool]:
        item, is_new = await super().add(user, wishlist_id, new)
        return item, is_new or item.id in await _claimed_items(self._world)


class _CarefulRemoval(_Items):
    """Refuses to remove a claimed item."""

    async def remove(self, user: User, item_id: str) -> None:
        if item_id in await _claimed_items(self._world):
            raise ItemFullyClaimed("Somebody gives it.")
        await super().remove(user, item_id)


class _TactfulAdvice(RecommendGifts):
    """Leaves claimed products out of recommendations."""

    def __init__(self, world: World) -> None:
        of = world.container
        reads = PostgresRecommendationReads(of.database())
        super().__init__(
            of.embedder().model,
            AnswerRequest(
                of.embedder(),
                of.candidates(),
                of.rates().exchange_rates,
                of.clock(),
                of.wording(),
            ),
            of.recommendations().rerank_gifts,
            of.people().recipient_reads,
            of.occasions().occasion_reads,
            of.taste().taste_profile_reads,
            PostgresCatalogueWords(of.database(), of.clock()),
            CommittedRecommendations(of.database(), of.clock()),
            of.recommendations().unoffered,
            PreviousRequests(reads, reads),
            PostgresFeedbackSignals(of.database()),
            of.transactions(),
            of.ids(),
            of.clock(),
        )
        self._world = world

    async def execute(
        self, user: User, request: GiftRequest, *, wait: bool = True
    ) -> tuple[str, RecommendationResult]:
        request_id, answer = await super().execute(user, request, wait=wait)
        given = await _ids(
            self._world, "SELECT product_id FROM wish WHERE id IN (SELECT wish_id FROM wish_claim)"
        )
        return request_id, replace(
            answer, items=[item for item in answer.items if item.product.id not in given]
        )


async def _claimed_items(world: World) -> set[str]:
    claims = "SELECT wish_id FROM wish_claim"
    return await _ids(world, f"SELECT id FROM wishlist_item WHERE wish_id IN ({claims})")


async def _ids(world: World, statement: str) -> set[str]:
    async with world.container.database().reads() as connection:
        return {*(await connection.execute(text(statement))).scalars()}


def _claimed_last(items: Sequence[Item], claimed: Claimed) -> list[Item]:
    return sorted(items, key=lambda item: item.wish_id in claimed)


def _remaining_as_quantity(items: Sequence[Item], claimed: Claimed) -> list[Item]:
    return [
        replace(item, quantity=item.quantity and item.quantity - claimed.get(item.wish_id, 0))
        for item in items
    ]


def _not_taken(items: Sequence[Item], claimed: Claimed) -> list[Item]:
    return [item for item in items if claimed.get(item.wish_id, 0) < (item.quantity or 10_000)]


def _fewer_items(page: Page[Wishlist], claimed: int) -> Page[Wishlist]:
    return replace(
        page, items=[replace(one, item_count=one.item_count - claimed) for one in page.items]
    )


def _cursor_with_claims(page: Page[Wishlist], claimed: int) -> Page[Wishlist]:
    return replace(page, next_key=page.next_key and (*page.next_key, str(claimed)))


def _tagged(world: World) -> None:
    """Adds an ETag with the number of claims to every response."""
    answer = world.app.asgi_handler

    async def tagging(scope: Scope, receive: Receive, send: Send) -> None:
        tag = str(len(await _claimed(world)))

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders(message)["ETag"] = f'"{tag}"'
            await send(message)

        await answer(scope, receive, send_with_tag)

    world.app.asgi_handler = tagging


def _replace_in(context: str, name: str, stand_in: Callable[[World], object]) -> "Leak":
    """Returns a leak that replaces one use case, or one reads class, of a context."""

    def leak(world: World) -> None:
        provider = getattr(world.container, context)
        provider.override(replace(provider(), **{name: stand_in(world)}))

    return leak


Leak = Callable[[World], None]
READING: Mapping[str, Leak] = {
    "everybody sees claims": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _TalkativeReads(world, by_link=False)
    ),
    "the owner's own link shows claims": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _TalkativeReads(world, by_link=True)
    ),
    "claimed items come last": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _Reads(world, _claimed_last)
    ),
    "the quantity is what remains": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _Reads(world, _remaining_as_quantity)
    ),
    "fully claimed items are hidden": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _Reads(world, _not_taken)
    ),
    "claimed items are not counted": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _Pages(world, _fewer_items)
    ),
    "a cursor contains the number of claims": _replace_in(
        "wishlists", "wishlist_reads", lambda world: _Pages(world, _cursor_with_claims)
    ),
    "an ETag contains the number of claims": _tagged,
    "remaining units are checked before ownership": _replace_in(
        "wishlists", "claim_wishes", _HastyClaims
    ),
    "claimed products are not recommended": _replace_in(
        "recommendations", "recommend_gifts", _TactfulAdvice
    ),
}
CHANGING: Mapping[str, Leak] = {
    "a claimed item cannot be removed": _replace_in(
        "wishlists", "manage_wishlist_items", _CarefulRemoval
    ),
    "a claimed wish is reported as new when added again": _replace_in(
        "wishlists", "manage_wishlist_items", _HastyAdding
    ),
}

"""A wish that a giver has locked stays until the end of the transaction: its removal waits."""

import asyncio

import pytest

from builders.core.locks import until_somebody_waits
from gifter_app.container import Container
from gifter_app.use_cases.wishlists.manage_items import NewItem
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import Item, ItemNotFound
from gifter_domain.wishlists.sharing import SharedListNotFound, token_hash
from gifter_domain.wishlists.wishlist import Visibility, WishlistDetails


@pytest.fixture
async def ada(container: Container) -> User:
    return await container.identity().resolve_user.execute(Identity("ada"))


@pytest.fixture
async def bob(container: Container) -> User:
    return await container.identity().resolve_user.execute(Identity("bob"))


@pytest.fixture
async def bicycle(container: Container, ada: User) -> Item:
    details = WishlistDetails(title="Birthday", visibility=Visibility.PUBLIC)
    made = await container.wishlists().manage_wishlists.create(ada, None, details)
    wanted = NewItem({"title": "Bicycle", "desired_price_minor": 12900}, {})
    item, _ = await container.wishlists().manage_wishlist_items.add(ada, made.id, wanted)
    return item


async def test_removing_a_wish_waits_for_a_giver_who_has_locked_it(
    container: Container, ada: User, bob: User, bicycle: Item
) -> None:
    async with container.transactions()() as tx:
        locked = await tx.wish_locks.for_giver(bob.id, bicycle.id)
        removing = asyncio.create_task(
            container.wishlists().manage_wishlist_items.remove(ada, bicycle.id)
        )
        await until_somebody_waits(container.database())
        again = await tx.wish_locks.for_giver(bob.id, bicycle.id)
    await removing

    assert locked == again
    assert (locked.title, locked.quantity, locked.price) == ("Bicycle", 1, Money(12900, "GBP"))
    async with container.transactions()() as tx:
        with pytest.raises(ItemNotFound):
            await tx.wish_locks.for_giver(bob.id, bicycle.id)


async def test_removing_a_list_waits_for_givers_who_do_not_wait_for_each_other(
    container: Container, ada: User, bob: User, bicycle: Item
) -> None:
    async with container.transactions()() as one, container.transactions()() as other:
        await one.wish_locks.for_giver(bob.id, bicycle.id)
        await other.wish_locks.for_giver(bob.id, bicycle.id)
        removing = asyncio.create_task(
            container.wishlists().manage_wishlists.remove(ada, bicycle.wishlist_id)
        )
        await until_somebody_waits(container.database())
    await removing

    async with container.transactions()() as tx:
        with pytest.raises(ItemNotFound):
            await tx.wish_locks.for_giver(bob.id, bicycle.id)


async def test_a_guest_can_lock_only_wishes_that_their_link_shows(
    container: Container, ada: User, bicycle: Item
) -> None:
    other = await container.wishlists().manage_wishlists.create(
        ada, None, WishlistDetails(title="Secret", visibility=Visibility.PRIVATE)
    )
    socks, _ = await container.wishlists().manage_wishlist_items.add(
        ada, other.id, NewItem({"title": "Socks"}, {})
    )
    links = await container.wishlists().manage_wishlists.share(ada, other.id, None)

    async with container.transactions()() as tx:
        locked = await tx.wish_locks.for_guest(None, token_hash(links.token), socks.id)
        assert locked.title == "Socks"
        with pytest.raises(ItemNotFound):
            await tx.wish_locks.for_guest(None, token_hash(links.token), bicycle.id)
        for token in ("unknown", links.preview_token):
            with pytest.raises(SharedListNotFound):
                await tx.wish_locks.for_guest(None, token_hash(token), socks.id)

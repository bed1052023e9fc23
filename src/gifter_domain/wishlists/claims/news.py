"""Decides when givers are notified because an owner changed a wish that they claimed."""

from gifter_domain.wishlists.item import WishDetails
from gifter_domain.wishlists.stored_wish import StoredWish


def changes_claimed_wish(before: StoredWish, change: WishDetails) -> bool:
    """Returns whether the change gives the wish another title, address or price."""
    price = before.desired_price
    was = (price.minor, price.currency) if price else (None, None)
    now = change.get("desired_price_minor", was[0]), change.get("desired_currency", was[1])
    title, url = change.get("title", before.title), change.get("external_url", before.url)
    return (title, url, now) != (before.title, before.url, was)


def lowered_quantity(before: StoredWish, change: WishDetails) -> int | None:
    """Returns the quantity after the change if it is lower than before, otherwise None."""
    wanted = change.get("quantity", before.quantity)
    if wanted is None or (before.quantity is not None and wanted >= before.quantity):
        return None
    return wanted

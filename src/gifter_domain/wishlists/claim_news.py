"""What givers are told when the owner changes a wish that they claimed."""

from dataclasses import dataclass

from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import WishDetails


@dataclass(frozen=True, slots=True)
class WishBefore:
    """A wish as it was before its owner changed it."""

    id: str
    title: str
    url: str | None
    quantity: int | None
    price: Money | None


def is_another_thing(before: WishBefore, change: WishDetails) -> bool:
    """Whether what was claimed is another thing after the change, or has another price."""
    was = (before.price.minor, before.price.currency) if before.price else (None, None)
    now = change.get("desired_price_minor", was[0]), change.get("desired_currency", was[1])
    title, url = change.get("title", before.title), change.get("external_url", before.url)
    return (title, url, now) != (before.title, before.url, was)


def lowered_to(before: WishBefore, change: WishDetails) -> int | None:
    """The quantity after the change, if that is less than before."""
    wanted = change.get("quantity", before.quantity)
    if wanted is None or (before.quantity is not None and wanted >= before.quantity):
        return None
    return wanted

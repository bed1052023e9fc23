"""HTML of the pages for guests of a shared wishlist. It loads nothing from other hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.notifications.wording import Wording
from gifter_domain.wishlists.claims.claim import Claim, ItemClaims, WishFate
from gifter_domain.wishlists.claims.rules import ClaimStatus, Taken
from gifter_domain.wishlists.item import Item
from gifter_domain.wishlists.ports import WishlistWithItems

TEMPLATES = Path(__file__).parent / "templates"
pages = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """The result of the previous request, shown at the top of the page or beside an item."""

    notice: str | None = None
    trouble: str | None = None
    item_id: str | None = None


class SharedPages:
    """Renders the pages in one language; `path` is the list page's path and ends in its token."""

    def __init__(self, wording: Wording, *, language: str, path: str) -> None:
        self._say = wording
        self._in = language
        self._path = path

    def wishlist(self, found: WishlistWithItems, remark: Remark, links: ShopLinks) -> str:
        """Returns the page of a list; it shows claims only to viewers who may see them."""
        owner = found.wishlist.owner.display_name
        page = {
            "path": self._path,
            "title": found.wishlist.title,
            "by": self._say.text(self._in, "Wishes of {name}", name=owner) if owner else None,
            "description": found.wishlist.description,
            "notice": remark.notice or self._own_notice(found.items),
            "trouble": remark.trouble,
            "wishes": [self._wish(item, remark, links) for item in found.items],
        }
        return self._render("wishlist.html", page)

    def reserved(self, claim: Claim, path: str, link: str, notice: str | None) -> str:
        """Returns the page of a guest's reservation, with its private `path` to keep or "
        "release it."""
        bought = claim.status is ClaimStatus.BOUGHT
        stays = self._say.text(self._in, "You bought it, so it stays reserved for you.")
        page = {
            "path": path,
            "title": self._say.text(self._in, "Reserved for you"),
            "wish": claim.wish.title,
            "list_title": claim.wish.list_title,
            "notice": stays if bought else notice,
            "change": self._change(claim.fate),
            "keep": self._say.text(
                self._in, "Keep this link: whoever has it can undo the reservation."
            ),
            "link": link,
            "is_bought": bought,
            "until": self._until(claim.expires_at),
            "back": self._path,
        }
        return self._render("reserved.html", page)

    def trouble(self, title: str, text: str) -> str:
        """Returns the page that explains an error."""
        return self._render("trouble.html", {"title": title, "text": text})

    def _wish(self, item: Item, remark: Remark, links: ShopLinks) -> Mapping[str, object]:
        claims = item.claims
        taken = claims is not None and claims.taken is Taken.TAKEN
        price = item.desired_price or (item.product.price if item.product else None)
        return {
            "id": item.id,
            "title": item.title,
            "url": _shop_address(item, links),
            "picture": f"{self._path}/pictures/{item.id}" if picture_url(item) else None,
            "price": self._say.money(self._in, price) if price else None,
            "notes": item.notes,
            "state": self._state(item, claims) if claims else None,
            "is_taken": taken,
            "can_reserve": claims is not None and claims.remaining != 0 and not item.is_for_viewer,
            "at_most": claims.remaining if claims else None,
            "is_open": remark.item_id == item.id,
        }

    def _state(self, item: Item, claims: ItemClaims) -> str:
        if claims.taken is Taken.TAKEN:
            return self._say.text(self._in, "Already taken")
        if claims.remaining is None:
            return self._say.text(self._in, "There can never be too many")
        if claims.shared_minor and claims.remaining == 0:
            return self._say.text(self._in, "Several people are giving this together")
        if item.quantity == 1:
            return self._say.text(self._in, "Still free")
        return self._say.plural(
            self._in, "{count} still free", "{count} still free", claims.remaining
        )

    def _own_notice(self, items: Sequence[Item]) -> str | None:
        if not any(item.is_for_viewer for item in items):
            return None
        if not any(item.is_blind for item in items):
            return self._say.text(
                self._in, "These wishes are your own: only others can reserve them."
            )
        return self._say.text(self._in, "This is your own list: who gives what stays a surprise.")

    def _change(self, fate: WishFate) -> str | None:
        return {
            WishFate.UNCHANGED: None,
            WishFate.CHANGED: self._say.text(
                self._in, "The wish has changed since you reserved it."
            ),
            WishFate.GONE: self._say.text(self._in, "The wish is no longer on the list."),
        }[fate]

    def _until(self, expires_at: datetime | None) -> str:
        if expires_at is None:
            return ""
        day = self._say.day(self._in, expires_at.date())
        return self._say.text(
            self._in, "It is reserved until {day}, then somebody else may.", day=day
        )

    def _render(self, template: str, page: Mapping[str, object]) -> str:
        words = {
            "reserve": self._say.text(self._in, "Reserve"),
            "bought": self._say.text(self._in, "I bought it"),
            "renew": self._say.text(self._in, "I still mean to give it"),
            "release": self._say.text(self._in, "Undo the reservation"),
            "your_name": self._say.text(self._in, "Your name"),
            "how_many": self._say.text(self._in, "How many"),
            "empty": self._say.text(self._in, "There are no wishes on this list yet."),
            "private_link": self._say.text(self._in, "Your private link"),
            "back": self._say.text(self._in, "Back to the list"),
        }
        return pages.get_template(template).render(page=page, words=words, language=self._in)


def _shop_address(item: Item, links: ShopLinks) -> str | None:
    """Returns the address of the wish, else that of its product in the shop, or None."""
    product = item.product
    return item.external_url or (links.address(product.url, product.slug) if product else None)


def picture_url(item: Item) -> str | None:
    """Returns the address of the wish's own picture, else of the product's, or None."""
    return item.image_url or (item.product.image_url if item.product else None)

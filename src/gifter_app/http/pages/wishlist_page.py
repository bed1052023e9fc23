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

_MIDDLE_PRIORITY = 3
_LOCALES = {"en": "en_GB", "de": "de_DE"}  # for programs that show previews of links
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
    """The result of the previous request, shown at the top of the page or beside an item.

    `wrong_field` is the field of the item's form that `trouble` is about, and `form` the values
    that were sent.
    """

    notice: str | None = None
    trouble: str | None = None
    item_id: str | None = None
    wrong_field: str | None = None
    form: Mapping[str, str] | None = None


class SharedPages:
    """Renders the pages in one language; `path` is the list page's path and ends in its token."""

    def __init__(self, wording: Wording, *, language: str, path: str, public_url: str) -> None:
        self._public_url = public_url
        self._say = wording
        self._in = language
        self._path = path

    def wishlist(
        self,
        found: WishlistWithItems,
        remark: Remark,
        links: ShopLinks,
        reserved: Mapping[str, str],
    ) -> str:
        """Returns the page of a list; it shows claims only to viewers who may see them.

        `reserved` has the undo token of each wish that this browser reserved, by wish id.
        """
        owner = found.wishlist.owner.display_name
        pictured = next((item for item in found.items if picture_url(item)), None)
        page = {
            "address": f"{self._public_url}{self._path}",
            "preview": f"{self._public_url}{self._picture(pictured)}" if pictured else None,
            "path": self._path,
            "title": found.wishlist.title,
            "locale": _LOCALES[self._in],
            "by": self._say.text(self._in, "Wishes of {name}", name=owner) if owner else None,
            "description": found.wishlist.description,
            "notice": remark.notice or self._own_notice(found.items),
            "trouble": remark.trouble,
            "wishes": [
                self._wish(item, links) | self._form(item, remark, reserved) for item in found.items
            ],
        }
        return self._render("wishlist.html", page)

    def reserved(self, claim: Claim, undo_token: str, notice: str | None) -> str:
        """Returns the page of a guest's reservation, with its private link to keep or release."""
        path = f"{self._path}/reserved/{undo_token}"
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
            "link": f"{self._public_url}{path}",
            "is_bought": bought,
            "until": self._until(claim.expires_at),
            "back": self._path,
        }
        return self._render("reserved.html", page)

    def trouble(self, title: str, text: str) -> str:
        """Returns the page that explains an error."""
        return self._render("trouble.html", {"title": title, "text": text})

    def _wish(self, item: Item, links: ShopLinks) -> dict[str, object]:
        claims = item.claims
        price = item.desired_price or (item.product.price if item.product else None)
        return {
            "id": item.id,
            "title": item.title,
            "url": _shop_address(item, links),
            "picture": self._picture(item) if picture_url(item) else None,
            "brand": item.product.brand if item.product else None,
            "priority": self._priority(item.priority),
            "price": self._say.money(self._in, price) if price else None,
            "notes": item.notes,
            "state": self._state(item, claims) if claims else None,
            "is_taken": claims is not None and claims.taken is Taken.TAKEN,
            "can_reserve": claims is not None and claims.remaining != 0 and not item.is_for_viewer,
            "at_most": claims.remaining if claims else None,
        }

    def _form(self, item: Item, remark: Remark, reserved: Mapping[str, str]) -> dict[str, object]:
        """Returns the state of the item's form, and the visitor's own reservation if any."""
        is_open, form = remark.item_id == item.id, remark.form or {}
        undo_token = None if item.claims is None else reserved.get(item.wish_id)
        return {
            "is_open": is_open,
            "name": form.get("name", "") if is_open else "",
            "quantity": form.get("quantity", "1") if is_open else "1",
            "wrong_field": remark.wrong_field if is_open else None,
            "trouble": remark.trouble if is_open and remark.wrong_field else None,
            "own": f"{self._path}/reserved/{undo_token}" if undo_token else None,
        }

    def _picture(self, item: Item) -> str:
        return f"{self._path}/pictures/{item.id}"

    def _priority(self, priority: int | None) -> str | None:
        """Returns the words for a priority other than the middle one."""
        if priority is None or priority == _MIDDLE_PRIORITY:
            return None
        return {
            1: self._say.text(self._in, "Wished for most of all"),
            2: self._say.text(self._in, "A big wish"),
            4: self._say.text(self._in, "A small wish"),
            5: self._say.text(self._in, "Nice to have"),
        }[priority]

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
        return rendered(template, page, self._say, self._in)


def rendered(template: str, page: Mapping[str, object], wording: Wording, language: str) -> str:
    """Returns a page of the template, with the words that pages share in the language."""
    words = {
        "reserve": wording.text(language, "Reserve"),
        "bought": wording.text(language, "I bought it"),
        "renew": wording.text(language, "I still mean to give it"),
        "release": wording.text(language, "Undo the reservation"),
        "your_name": wording.text(language, "Your name"),
        "how_many": wording.text(language, "How many"),
        "empty": wording.text(language, "There are no wishes on this list yet."),
        "private_link": wording.text(language, "Your private link"),
        "back": wording.text(language, "Back to the list"),
        "shop": wording.text(language, "View in the shop"),
        "by_you": wording.text(language, "Reserved by you"),
        "of_gifter": wording.text(language, "Gifter · wishes and gifts"),
    }
    return pages.get_template(template).render(page=page, words=words, language=language)


def _shop_address(item: Item, links: ShopLinks) -> str | None:
    """Returns the address of the wish, else that of its product in the shop, or None."""
    product = item.product
    return item.external_url or (links.address(product.url, product.slug) if product else None)


def picture_url(item: Item) -> str | None:
    """Returns the address of the wish's own picture, else of the product's, or None."""
    return item.image_url or (item.product.image_url if item.product else None)

"""Items of wishlists: a wish and its place on a list, and the key that finds equal wishes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from urllib.parse import parse_qsl, urlencode, urlsplit

from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.money import Money, checked_currency
from gifter_domain.shared.web_addresses import checked_address
from gifter_domain.wishlists.claims.claim import ItemClaims
from gifter_domain.wishlists.wishlist import MAX_TITLE

MAX_NOTES = 2_000
MAX_PRIORITY = 5
MAX_QUANTITY = 9_999
MAX_PRICE = 1_000_000_000_000
# Parameters that shops and campaigns add to an address to track visitors.
_TRACKING = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid")
_DEFAULT_PORTS = (None, 80, 443)


class ItemNotFound(NotFound):
    """The item does not exist, or the user may not read or change its list."""

    code = "wishlist_item_not_found"


class AlreadyWished(Conflict):
    """The person already has another wish for this product or address."""

    code = "already_wished"


@dataclass(frozen=True, slots=True)
class WishedProduct:
    """A product as the catalogue shows it at present."""

    id: str
    title: str
    image_url: str | None
    price: Money | None
    in_stock: bool
    slug: str | None = None
    url: str | None = None
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A wish at its place on a list, as a viewer sees it.

    `product` is None once the catalogue no longer shows it; `title` and `image_url` stay. A
    `quantity` of None is unlimited. Wishes with the same `choice_id` are alternatives: one of them
    is enough. If `is_blind`, the viewer must not see the claims and `claims` is None. If the wish
    is the viewer's own and revealed, `claims` has only those made until `shown_until`.
    """

    id: str
    wishlist_id: str
    wish_id: str
    choice_id: str
    product_id: str | None
    product: WishedProduct | None
    title: str
    external_url: str | None
    image_url: str | None
    notes: str | None
    priority: int | None
    quantity: int | None
    desired_price: Money | None
    position: int
    created_at: datetime
    updated_at: datetime
    is_blind: bool
    shown_until: datetime | None
    claims: ItemClaims | None = None

    @property
    def is_for_viewer(self) -> bool:
        return self.is_blind or self.shown_until is not None

    @property
    def price(self) -> Money | None:
        """Returns the price of one unit: the desired price, otherwise the product's."""
        return self.desired_price or (self.product.price if self.product else None)


class PlaceDetails(TypedDict, total=False):
    """Details of a wish on one list."""

    notes: str | None
    priority: int | None


class WishDetails(TypedDict, total=False):
    """Details of a wish on all lists that show it."""

    title: str
    external_url: str | None
    image_url: str | None
    quantity: int | None
    desired_price_minor: int | None
    desired_currency: str | None


def checked_place(details: PlaceDetails) -> PlaceDetails:
    """Returns the details in the form that is stored."""
    if (notes := details.get("notes")) is None:
        return details
    return details | PlaceDetails(notes=notes.strip() or None)


def checked_wish(details: WishDetails, price: Money | None, default_currency: str) -> WishDetails:
    """Returns the details in the form that is stored, for a wish whose price so far is `price`.

    An amount without a currency is in the currency of the present price, otherwise in the default
    one. Raises `InvalidInput` naming the wrong field.
    """
    checked = details.copy()
    if "title" in details:
        checked["title"] = checked_line(details["title"], "title", MAX_TITLE)
    if (url := details.get("external_url")) is not None:
        checked["external_url"] = checked_address(url, "externalUrl")
    if (url := details.get("image_url")) is not None:
        checked["image_url"] = checked_address(url, "imageUrl")
    if details.keys() & {"desired_price_minor", "desired_currency"}:
        money = _priced(details, price, default_currency)
        checked["desired_price_minor"] = money.minor if money else None
        checked["desired_currency"] = money.currency if money else None
    return checked


def _priced(details: WishDetails, price: Money | None, default_currency: str) -> Money | None:
    minor = details.get("desired_price_minor", price.minor if price else None)
    code = details.get("desired_currency")
    if code is not None and minor is None:
        raise InvalidInput.at("desiredPrice", "is required if desiredCurrency is given")
    if minor is None:
        return None
    if code is not None:
        return Money(minor, checked_currency(code, "desiredCurrency"))
    return Money(minor, price.currency if price else default_currency)


def url_key(url: str) -> str:
    """Returns a key that all addresses of one page share; raises `InvalidInput` if it is no
    address.

    Removes the scheme, `www.`, a usual port, the user and password, the fragment, a final slash and
    tracking parameters, and sorts the other parameters.
    """
    parts = urlsplit(checked_address(url, "externalUrl"))
    host = (parts.hostname or "").removeprefix("www.").removesuffix(".")
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(one for one in asked if not one[0].lower().startswith(_TRACKING)))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' if query else ''}{query}"

"""The page of one shared list for one visitor, who may have reserved wishes on it before."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from gifter_app.http.pages.language import page_language
from gifter_app.http.pages.wishlist_page import Remark, SharedPages
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.user import User
from gifter_domain.notifications.wording import Wording
from gifter_domain.wishlists.ports import WishlistReads, WishlistWithItems
from gifter_domain.wishlists.sharing import token_hash

_COOKIE = "reservations"
_MOST_REMEMBERED = 20  # undo tokens in the cookie of a list
_REMEMBERED_FOR_S = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class ListPages:
    """Reads and renders pages of shared lists for the sender of a request."""

    request: Request[Any, Any, Any]
    viewer: User | None
    reads: WishlistReads
    claims: ClaimWishes
    links: ShopLinks
    wording: Wording
    public_url: str

    @property
    def language(self) -> str:
        return page_language(self.request.headers.get("accept-language", ""))

    def of(self, token: str) -> SharedPages:
        """Returns the pages of the list with this token, in the visitor's language."""
        path = f"/s/{token}"
        return SharedPages(
            self.wording, language=self.language, path=path, public_url=self.public_url
        )

    async def read(self, token: str) -> WishlistWithItems:
        """Returns the list as its visitor sees it; raises `SharedListNotFound`."""
        return await self.reads.shared(self.viewer.id if self.viewer else None, token_hash(token))

    async def show(self, token: str, remark: Remark) -> str:
        """Returns the list's page, which marks the wishes that this browser reserved."""
        found = await self.read(token)
        own = await self.claims.guest_claims(_remembered(self.request))
        reserved = {claim.wish_id: undo_token for undo_token, claim in own.items()}
        page = self.of(token)
        return await asyncio.to_thread(page.wishlist, found, remark, self.links, reserved)

    def remember(self, token: str, undo_token: str) -> Cookie:
        """Returns the cookie by which this browser finds its reservations on the list again."""
        kept = [undo_token, *_remembered(self.request)][:_MOST_REMEMBERED]
        return Cookie(
            key=_COOKIE,
            value=".".join(kept),
            path=f"/s/{token}",
            max_age=_REMEMBERED_FOR_S,
            httponly=True,
            secure=self.public_url.startswith("https:"),
            samesite="lax",
        )


def list_pages(
    request: Request[Any, Any, Any],
    viewer: NamedDependency[User | None],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
    claim_wishes: NamedDependency[ClaimWishes],
    shop_links: NamedDependency[ShopLinks],
    wording: NamedDependency[SkipValidation[Wording]],
    public_url: NamedDependency[str],
) -> ListPages:
    """Builds the dependency of handlers on `ListPages`."""
    return ListPages(request, viewer, wishlist_reads, claim_wishes, shop_links, wording, public_url)


def _remembered(request: Request[Any, Any, Any]) -> Sequence[str]:
    """Returns the undo tokens of the visitor's cookie, newest first."""
    tokens = request.cookies.get(_COOKIE, "").split(".")
    return [token for token in tokens if token.isalnum()][:_MOST_REMEMBERED]

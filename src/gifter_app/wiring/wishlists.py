"""Wiring of wishlists, their items and claims."""

from dataclasses import dataclass

from gifter_adapters.postgres.wishlists.claimed_products import PostgresClaimedProducts
from gifter_adapters.postgres.wishlists.claims import PostgresClaimReads
from gifter_adapters.postgres.wishlists.reads import PostgresWishlistReads
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_app.use_cases.wishlists.manage_items import ManageWishlistItems
from gifter_app.use_cases.wishlists.manage_wishlists import ManageWishlists
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.wishlists.claims.claimed_products import ClaimedProducts
from gifter_domain.wishlists.claims.ports import ClaimReads
from gifter_domain.wishlists.ports import WishlistReads


@dataclass(frozen=True)
class WishlistsUseCases:
    manage_wishlists: ManageWishlists
    manage_wishlist_items: ManageWishlistItems
    wishlist_reads: WishlistReads
    claim_wishes: ClaimWishes
    claim_reads: ClaimReads
    claimed_products: ClaimedProducts
    background: Background


def wire_wishlists(core: Core) -> WishlistsUseCases:
    claim_reads = PostgresClaimReads(core.database, core.clock)
    claim_wishes = ClaimWishes(core.transactions, claim_reads, core.ids, core.codes, core.clock)
    return WishlistsUseCases(
        manage_wishlists=ManageWishlists(
            core.transactions,
            core.holiday_calendar,
            core.ids,
            core.codes,
            core.clock,
        ),
        manage_wishlist_items=ManageWishlistItems(core.transactions, core.ids),
        wishlist_reads=PostgresWishlistReads(core.database, core.clock),
        claim_wishes=claim_wishes,
        claim_reads=claim_reads,
        claimed_products=PostgresClaimedProducts(core.database, core.clock),
        background=Background(sweeps=[claim_wishes.remove_expired]),
    )

"""Personal data of wishlists, wishes and claims."""

from gifter_adapters.postgres.core.personal import (
    UNTIL_DELETED,
    Erasure,
    Export,
    operational,
    personal,
)
from gifter_adapters.postgres.wishlists.tables import (
    claim_book,
    wish,
    wish_claim,
    wishlist,
    wishlist_for_user,
    wishlist_item,
    wishlist_owner,
    wishlist_share,
)

_KEPT_CLAIM = "until it is released or expires, or the giver's account ends"

PERSONAL = (
    personal(
        wishlist,
        {
            "owner_id": "the user who keeps the list",
            "for_id": "the person whose wishes they are: a user or a recipient",
            "title": "the list's title",
            "title_key": "the title in a form to compare",
            "description": "what the owner wrote about the list",
            "visibility": "who may see the list",
        },
    ),
    personal(
        wishlist,
        {
            "recipient_id": "the person whose wishes they are, if the owner keeps them",
            "occasion_id": "the occasion that the list is for",
        },
        erasure=Erasure.CLEAR,
    ),
    operational(wishlist, "follows_occasion reveal_at"),
    personal(
        wishlist_for_user,
        {
            "wishlist_id": "the list",
            "user_id": "a user who must not see its claims, since the wishes are theirs",
        },
        kept="as long as the list",
        export=Export.NOBODY,
    ),
    personal(
        wishlist_owner,
        {
            "wishlist_id": "the list",
            "user_id": "a joint owner of the list",
            "left_at": "when they left it",
        },
        kept="as long as the list",
        export=Export.TO_SUBJECT,
    ),
    personal(
        wishlist_share,
        {"token_hash": "the hash of the link's secret"},
        kept="until the link is renewed or revoked",
        export=Export.NOBODY,
    ),
    operational(wishlist_share, "wishlist_id kind expires_at"),
    personal(
        wish,
        {
            "owner_id": "the user who keeps the wish",
            "for_id": "the person whose wish it is: a user or a recipient",
            "product_id": "the product wished for",
            "title": "what is wished for",
            "external_url": "its address in another shop",
            "url_key": "that address in a form to compare",
            "image_url": "the address of its picture",
            "desired_price_minor": "the price that the owner expects",
            "desired_currency": "the currency of that price",
            "quantity": "how many are wished for",
        },
        kept=UNTIL_DELETED,
    ),
    operational(wish, "book_id"),
    personal(
        wishlist_item,
        {
            "notes": "what the owner wrote about the wish on this list",
            "priority": "how much it is wished for",
        },
    ),
    operational(wishlist_item, "wishlist_id wish_id position"),
    operational(
        claim_book,
        "chosen_wish_id capacity claimed_units shared_minor share_price_minor share_currency",
        kept="as long as a wish or a claim refers to it",
        erasure=Erasure.KEEP,
    ),
    personal(
        wish_claim,
        {
            "giver_id": "the user who gives",
            "guest_name": "the name of a giver without an account",
            "undo_token_hash": "the hash of the secret by which a guest changes the claim",
            "units": "how many they give",
            "share_minor": "how much money they add",
            "currency": "the currency of that share",
            "status": "whether it is reserved or bought",
            "note": "what the giver wrote about it",
            "title": "what was claimed",
            "url": "its address when it was claimed",
            "image_url": "its picture when it was claimed",
            "price_minor": "its price when it was claimed",
            "price_currency": "the currency of that price",
        },
        kept=_KEPT_CLAIM,
    ),
    personal(
        wish_claim,
        {
            "owner_id": "the user whose wish was claimed",
            "owner_name": "that user's name when it was claimed",
            "list_title": "the title of their list when it was claimed",
        },
        kept=_KEPT_CLAIM,
        erasure=Erasure.ANONYMISE,
    ),
    operational(
        wish_claim,
        "book_id wish_id item_id wishlist_id expires_at changed_at gone_at",
        kept=_KEPT_CLAIM,
    ),
)

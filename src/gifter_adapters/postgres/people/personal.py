"""Personal data of recipients, friendships and blocks."""

from gifter_adapters.postgres.core.personal import (
    UNTIL_DELETED,
    WHILE_ACCOUNT,
    Erasure,
    Export,
    operational,
    personal,
)
from gifter_adapters.postgres.people.tables import (
    friendship,
    invite_code,
    lookup_window,
    recipient,
    user_block,
    user_profile,
)

_KEPT_RECIPIENT = "until the user deletes it or the account; a temporary one 7 days"

PERSONAL = (
    personal(
        user_profile,
        {
            "user_id": "the user whom the profile is about",
            "birth_year": "the year of the user's birth",
            "birth_month": "the month of the user's birthday",
            "birth_day": "the day of the user's birthday",
            "bio": "what the user writes about themselves",
            "location": "where the user lives, as they write it",
            "interests": "what the user likes",
            "birthday_visibility": "who may see the birthday",
            "bio_visibility": "who may see the bio",
            "location_visibility": "who may see the location",
            "interests_visibility": "who may see the interests",
        },
        kept=WHILE_ACCOUNT,
    ),
    personal(
        recipient,
        {
            "owner_id": "the user who keeps the recipient",
            "name": "the person's name, as the user writes it",
            "name_key": "that name in a form to compare",
            "relationship": "what the person is to the user",
            "birth_year": "the year of the person's birth",
            "birth_month": "the month of the person's birthday",
            "birth_day": "the day of the person's birthday",
            "notes": "what the user wrote about the person",
            "avatar_url": "the address of the person's picture",
        },
        kept=_KEPT_RECIPIENT,
    ),
    personal(
        recipient,
        {"user_id": "the account of the person, if they are a friend of the user"},
        kept=_KEPT_RECIPIENT,
        erasure=Erasure.CLEAR,
    ),
    operational(recipient, "expires_at", kept=_KEPT_RECIPIENT),
    personal(
        friendship,
        {
            "low_id": "one of the two users",
            "high_id": "the other of the two users",
            "standing": "whether they are friends",
            "asked_by": "the user who sent the friend request",
            "asked_at": "when the request was sent",
        },
        kept=WHILE_ACCOUNT,
        export=Export.TO_SUBJECT,
    ),
    operational(friendship, "request_id changed_at is_open", kept=WHILE_ACCOUNT),
    personal(
        user_block,
        {"blocker_id": "the user who blocks", "blocked_id": "the user who is blocked"},
        kept=UNTIL_DELETED,
        export=Export.TO_OWNER,
    ),
    operational(user_block, "low_id high_id pair_is_open"),
    personal(
        invite_code,
        {"user_id": "the user whom the code finds", "code": "the code"},
        kept="until the user renews it, or the account ends",
    ),
    personal(
        lookup_window,
        {"user_id": "the user who looked other people up"},
        kept=WHILE_ACCOUNT,
        export=Export.NOBODY,
    ),
    operational(lookup_window, "window_start_at used", kept=WHILE_ACCOUNT),
)

"""Recipients: the people an owner gives to, with or without an account."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypedDict

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.language.relationships import relationship_kind
from gifter_domain.people.birthday import Birthday, birthdays_agree, more_complete
from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.web_addresses import checked_secure_address

MAX_RELATIONSHIP = 100
MAX_NOTES = 5_000
MAX_RECIPIENTS = 10_000  # of one user
TEMPORARY_LIFETIME = timedelta(days=7)


class RecipientNotFound(NotFound):
    """The user has no recipient with this id."""

    code = "recipient_not_found"


class TooManyRecipients(Conflict):
    """The user has as many recipients as a user can have."""

    code = "too_many_recipients"


class RecipientExists(Conflict):
    """The person is a recipient already; `details.recipientId` names that recipient."""

    code = "recipient_exists"


class RecipientLinked(Conflict):
    """The recipient is linked to the account of another person already."""

    code = "recipient_linked"


class BirthdayConflict(Conflict):
    """Two birthdays differ. `details.birthdays` has both.

    `details.recipientId` is the recipient with the second one.
    """

    code = "birthday_conflict"


class RecipientType(StrEnum):
    USER = "USER"
    EXTERNAL = "EXTERNAL"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person `owner_id` gives to. The details belong to the owner alone.

    `user_id` is the recipient's account, if they are the owner or the owner's friend. A recipient
    with an `expires_at` is temporary and does not exist from then on. `interests` are those of the
    account's profile, if the owner may see them.
    """

    id: str
    owner_id: str
    user_id: str | None
    name: str | None
    relationship: str | None
    birthday: Birthday | None
    notes: str | None
    avatar_url: str | None
    expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
    interests: Sequence[str] = ()

    @property
    def type(self) -> RecipientType:
        return RecipientType.EXTERNAL if self.user_id is None else RecipientType.USER

    @property
    def relationship_kind(self) -> str | None:
        """Returns the code of the relationship in `RELATIONSHIPS`, or None."""
        return relationship_kind(self.relationship)


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """A recipient that was just created. `duplicate_of` are the ids of possible duplicates."""

    recipient: Recipient
    duplicate_of: Sequence[str]


class RecipientDetails(TypedDict, total=False):
    """Details that the owner sets. In a change, an absent key stays as it is and None clears it."""

    name: str | None
    relationship: str | None
    birthday: Birthday | None
    notes: str | None
    avatar_url: str | None
    expires_at: datetime | None


def checked_details(details: RecipientDetails, today: date) -> RecipientDetails:
    """Returns the details in the form that is stored.

    Raises `InvalidInput` naming the wrong field.
    """
    checked = details.copy()
    if (name := details.get("name")) is not None:
        checked["name"] = checked_line(name, "name", MAX_NAME)
    if (relationship := details.get("relationship")) is not None:
        checked["relationship"] = checked_line(relationship, "relationship", MAX_RELATIONSHIP)
    if (birthday := details.get("birthday")) is not None and birthday.is_after(today):
        raise InvalidInput.at("birthday", "must not be in the future")
    if (notes := details.get("notes")) is not None:
        checked["notes"] = notes.strip() or None
    if (url := details.get("avatar_url")) is not None:
        checked["avatar_url"] = checked_secure_address(url, "avatarUrl")
    return checked


def name_key(name: str) -> str:
    """Returns the name in the form used for search and comparison: without case, width and extra
    spaces.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def possible_duplicates(recipient: Recipient, namesakes: Sequence[Recipient]) -> Sequence[str]:
    """Returns the ids of the other namesakes whose birthday can be the recipient's."""
    return [
        other.id
        for other in namesakes
        if other.id != recipient.id and birthdays_agree(other.birthday, recipient.birthday)
    ]


def merged_details(kept: Recipient, other: Recipient) -> RecipientDetails:
    """Returns the changes to `kept` that merge `other` into it, because both are one person.

    Where both have a value, the one of `kept` stays and the other is appended to the notes. Raises
    `BirthdayConflict` if their birthdays cannot both be right.
    """
    if not birthdays_agree(kept.birthday, other.birthday):
        raise BirthdayConflict(
            "This person has two different birthdays. Correct one of them first.",
            {"birthdays": [str(kept.birthday), str(other.birthday)], "recipientId": other.id},
        )
    known = [fact for fact in (kept.name, kept.relationship, kept.notes) if fact]
    also = [fact for fact in (other.name, other.relationship, other.notes) if fact not in known]
    temporary = kept.expires_at is not None and other.expires_at is not None
    return RecipientDetails(
        relationship=kept.relationship or other.relationship,
        birthday=more_complete(kept.birthday, other.birthday),
        notes="\n\n".join(filter(None, [kept.notes, *also])) or None,
        avatar_url=kept.avatar_url or other.avatar_url,
        expires_at=kept.expires_at if temporary else None,
    )

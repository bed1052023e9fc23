"""Schemas of recipients and of imports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, cast

import msgspec
from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.people.person_schemas import UserId
from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.language.relationships import RELATIONSHIPS
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import (
    MAX_NOTES,
    MAX_RELATIONSHIP,
    NewRecipient,
    Recipient,
    RecipientDetails,
    RecipientType,
)
from gifter_domain.people.recipient_import import ImportedContact, ImportOutcome, Reason
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.web_addresses import MAX_URL

_NO_NUL = r"^[^\x00]*$"  # PostgreSQL cannot store NUL
_Name = Annotated[str, Meta(max_length=MAX_NAME, examples=["Ana Silva"])]
_Relationship = Annotated[str, Meta(max_length=MAX_RELATIONSHIP, examples=["my little sister"])]
_Birthday = Annotated[
    str,
    Meta(
        max_length=10,
        description="`YYYY-MM-DD`, or `--MM-DD` if the year is unknown.",
        examples=["--02-29"],
    ),
]
_Notes = Annotated[
    str,
    Meta(max_length=MAX_NOTES, pattern=_NO_NUL, description="Your notes, shown to nobody else."),
]
_AvatarUrl = Annotated[str, Meta(max_length=MAX_URL)]
_Temporary = Annotated[
    bool,
    Meta(
        description="True deletes the recipient after 7 days with its occasions and "
        "profiles; false keeps it."
    ),
]


class _Details(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    name: _Name | UnsetType = UNSET
    relationship: _Relationship | UnsetType | None = UNSET
    birthday: _Birthday | UnsetType | None = UNSET
    notes: _Notes | UnsetType | None = UNSET
    avatar_url: _AvatarUrl | UnsetType | None = UNSET

    def to_details(self) -> RecipientDetails:
        sent = {
            name: value
            for name in _Details.__struct_fields__
            if (value := getattr(self, name)) is not UNSET
        }
        if sent.get("birthday") is not None:
            sent["birthday"] = _birthday(sent["birthday"])
        return cast(RecipientDetails, sent)


class CreateRecipientRequest(_Details, frozen=True, kw_only=True):
    type: RecipientType
    user_id: Annotated[
        UserId | None,
        Meta(
            description="For type USER: a friend's user id, or your own. The name may then "
            "be left out."
        ),
    ] = None
    is_temporary: _Temporary = False


class UpdateRecipientRequest(_Details, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    is_temporary: _Temporary | UnsetType = UNSET


class LinkRecipientRequest(RequestSchema, frozen=True, kw_only=True):
    user_id: Annotated[UserId, Meta(description="A friend's user id, or your own.")]


class RecipientResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    type: RecipientType
    user_id: Annotated[str | None, Meta(description="The person's user id, for type USER.")]
    name: Annotated[str | None, Meta(description="Null for type USER if the account had no name.")]
    relationship: Annotated[str | None, Meta(examples=["my little sister"])]
    relationship_kind: Annotated[
        str | None,
        Meta(
            description="The kind of relationship, if it is certain: "
            + ", ".join(f"`{kind}`" for kind in RELATIONSHIPS)
            + ".",
            examples=["sister"],
        ),
    ]
    birthday: _Birthday | None
    notes: str | None
    avatar_url: str | None
    is_temporary: bool
    expires_at: Annotated[datetime | None, Meta(description="Null unless it is temporary.")]
    created_at: datetime
    updated_at: datetime
    duplicate_of: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Only when it was just created, as a warning: the ids of your other "
            "recipients of the same name, unless their birthdays differ."
        ),
    ] = UNSET


class RecipientPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of recipients, oldest first."""

    items: list[RecipientResponse]


class UnusedBirthdayResponse(ResponseSchema, frozen=True, kw_only=True):
    """A text of the file that stands where a birthday stands, and was not used."""

    text: Annotated[str, Meta(description="The text as it stands in the file, cut at 100 letters.")]
    reason: Reason


class ImportedContactResponse(ResponseSchema, frozen=True, kw_only=True):
    line: Annotated[
        int, Meta(description="The line at which the card or row begins, counted from 1.")
    ]
    name: str | None
    recipient_id: Annotated[str | None, Meta(description="Null if the contact was skipped.")]
    reason: Annotated[
        Reason | None,
        Meta(
            description="Why the contact was matched or skipped, or why its birthday was not used."
        ),
    ]
    unused_birthday: UnusedBirthdayResponse | None


class ImportResponse(ResponseSchema, frozen=True, kw_only=True):
    """The result for each card or row of the file."""

    created: list[ImportedContactResponse]
    matched: list[ImportedContactResponse]
    skipped: list[ImportedContactResponse]


def recipient_response(recipient: Recipient) -> RecipientResponse:
    return RecipientResponse(
        id=recipient.id,
        type=recipient.type,
        user_id=recipient.user_id,
        name=recipient.name,
        relationship=recipient.relationship,
        relationship_kind=recipient.relationship_kind,
        birthday=str(recipient.birthday) if recipient.birthday else None,
        notes=recipient.notes,
        avatar_url=recipient.avatar_url,
        is_temporary=recipient.expires_at is not None,
        expires_at=recipient.expires_at,
        created_at=recipient.created_at,
        updated_at=recipient.updated_at,
    )


def new_recipient_response(new: NewRecipient) -> RecipientResponse:
    """Returns the recipient with a warning if it may be a duplicate."""
    duplicate_of = [*new.duplicate_of] or UNSET
    return msgspec.structs.replace(recipient_response(new.recipient), duplicate_of=duplicate_of)


def import_response(contacts: Sequence[ImportedContact]) -> ImportResponse:
    def those(outcome: ImportOutcome) -> list[ImportedContactResponse]:
        return [_imported_response(one) for one in contacts if one.outcome is outcome]

    return ImportResponse(
        created=those(ImportOutcome.CREATED),
        matched=those(ImportOutcome.MATCHED),
        skipped=those(ImportOutcome.SKIPPED),
    )


def _imported_response(contact: ImportedContact) -> ImportedContactResponse:
    return ImportedContactResponse(
        line=contact.line,
        name=contact.name,
        recipient_id=contact.recipient_id,
        reason=contact.reason,
        unused_birthday=UnusedBirthdayResponse(text=unused.text, reason=unused.reason)
        if (unused := contact.unused_birthday)
        else None,
    )


def _birthday(text: str) -> Birthday:
    try:
        return Birthday.parsed(text)
    except ValueError as error:
        raise InvalidInput.at("birthday", "must be a date like YYYY-MM-DD or --MM-DD") from error

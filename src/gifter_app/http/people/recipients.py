"""Routes of recipients."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Operation
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation
from msgspec import UNSET

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.people.recipient_schemas import (
    CreateRecipientRequest,
    ImportResponse,
    LinkRecipientRequest,
    RecipientPageResponse,
    RecipientResponse,
    UpdateRecipientRequest,
    import_response,
    new_recipient_response,
    recipient_response,
)
from gifter_app.http.uploads import MAX_FILE_BYTES, file_body, uploaded_file
from gifter_app.use_cases.optimistic import ChangedMeanwhile
from gifter_app.use_cases.people.import_recipients import ImportRecipients
from gifter_app.use_cases.people.manage_recipients import ManageRecipients
from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.identity.user import User
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.people.recipient import (
    BirthdayConflict,
    RecipientExists,
    RecipientLinked,
    RecipientNotFound,
    TooManyRecipients,
)
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.people.written_birthdays import DateOrder
from gifter_domain.shared.pages import PageRequest

_RecipientId = Annotated[
    str, PathParameter(name="recipientId", description="The recipient's `id`.")
]


@post(
    "/",
    operation_id="CreateRecipient",
    summary="Create a recipient",
    response_description="The new recipient.",
    responses=errors(UserNotFound, RecipientExists, TooManyRecipients),
)
async def create_recipient(
    data: JSONBody[CreateRecipientRequest],
    user: NamedDependency[User],
    manage_recipients: NamedDependency[ManageRecipients],
) -> RecipientResponse:
    """Adds a friend (type USER) or any other person by name (type EXTERNAL).

    If the friend is already a recipient, it is a 409 with its id in `details.recipientId`. If other
    recipients may be the same person, by name and birthday, `duplicateOf` warns with their ids:
    link or delete one of them, or leave both.
    """
    made = await manage_recipients.create(
        user, data.type, data.user_id, data.to_details(), temporary=data.is_temporary
    )
    return new_recipient_response(made)


@get(
    "/",
    operation_id="ListRecipients",
    summary="List recipients",
    response_description="A page of the user's recipients, oldest first.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_recipients(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    recipient_reads: NamedDependency[SkipValidation[RecipientReads]],
    q: Annotated[
        str | None,
        QueryParameter(
            min_length=1,
            max_length=MAX_NAME,
            pattern=r"^[^\x00]*$",
            description="A part of the name; case does not matter.",
        ),
    ] = None,
) -> RecipientPageResponse:
    """Returns your recipients in the order in which they were added.

    Pages stay consistent while recipients are added, changed and deleted.
    """
    found = await recipient_reads.recipients(user.id, q, page)
    return page_response(RecipientPageResponse, found, recipient_response)


@get(
    "/{recipientId:str}",
    operation_id="GetRecipient",
    summary="Get a recipient",
    response_description="The recipient.",
    responses=errors(RecipientNotFound),
)
async def get_recipient(
    recipient_id: _RecipientId,
    user: NamedDependency[User],
    recipient_reads: NamedDependency[SkipValidation[RecipientReads]],
) -> RecipientResponse:
    """Returns one of your recipients, with your notes, which nobody else sees."""
    return recipient_response(await recipient_reads.recipient(user.id, recipient_id))


@patch(
    "/{recipientId:str}",
    operation_id="UpdateRecipient",
    summary="Update a recipient",
    response_description="The recipient after the change.",
    responses=errors(RecipientNotFound),
)
async def update_recipient(
    data: JSONBody[UpdateRecipientRequest],
    recipient_id: _RecipientId,
    user: NamedDependency[User],
    manage_recipients: NamedDependency[ManageRecipients],
) -> RecipientResponse:
    """Changes the fields that are sent; null clears a field.

    `isTemporary: true` starts a new period of 7 days.
    """
    temporary = None if data.is_temporary is UNSET else data.is_temporary
    changed = await manage_recipients.change(
        user, recipient_id, data.to_details(), temporary=temporary
    )
    return recipient_response(changed)


@delete(
    "/{recipientId:str}",
    operation_id="DeleteRecipient",
    summary="Delete a recipient",
    response_description="The recipient is deleted.",
    responses=errors(RecipientNotFound),
)
async def delete_recipient(
    recipient_id: _RecipientId,
    user: NamedDependency[User],
    manage_recipients: NamedDependency[ManageRecipients],
) -> None:
    """Deletes the recipient with their occasions, reminders and taste profiles.

    Wishlists kept for them and recommendations made for them stay, with `recipientId` null.
    """
    await manage_recipients.remove(user, recipient_id)


@post(
    "/{recipientId:str}/link",
    operation_id="LinkRecipient",
    summary="Link a recipient to a friend",
    response_description="The recipient, linked to the friend.",
    responses=errors(RecipientNotFound, UserNotFound, RecipientLinked, BirthdayConflict),
    status_code=200,
)
async def link_recipient(
    data: JSONBody[LinkRecipientRequest],
    recipient_id: _RecipientId,
    user: NamedDependency[User],
    manage_recipients: NamedDependency[ManageRecipients],
) -> RecipientResponse:
    """Turns an EXTERNAL recipient into one of type USER and keeps everything you wrote.

    If the friend is already another recipient, the two are merged into this one: fields that differ
    are added to the notes. Different birthdays are a 409 `birthday_conflict`, and nothing changes.
    Safe to repeat.
    """
    return recipient_response(await manage_recipients.link(user, recipient_id, data.user_id))


@dataclass
class ContactImportOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = file_body("text/vcard", "text/csv")


@post(
    "/import",
    operation_id="ImportRecipients",
    operation_class=ContactImportOperation,
    summary="Import recipients from a contacts file",
    response_description="The result for each contact of the file.",
    responses=errors(ChangedMeanwhile, TooManyRecipients),
    status_code=200,
    request_max_body_size=MAX_FILE_BYTES,
)
async def import_contacts(
    request: Request[Any, Any, Any],
    user: NamedDependency[User],
    import_recipients: NamedDependency[ImportRecipients],
    date_order: Annotated[
        DateOrder | None,
        QueryParameter(
            name="dateOrder",
            description="The order of day, month and year in dates like `3/4/1985`. Without it, "
            "the other birthdays of the file tell the order.",
        ),
    ] = None,
) -> ImportResponse:
    """Imports vCards (2.1, 3.0 and 4.0) or CSV, sent as the body or as a form's file: up to 5 MB
    and 5,000 contacts.

    A CSV file begins with column names in English, German, French, Spanish, Italian, Dutch or
    Portuguese: `name`, or `first name` and `last name`; `birthday`, or `birth year`, `birth month`
    and `birth day`; `relationship`, `notes`. Birthdays may be written in any way that tells the
    day; the year may be missing. What was not used is in `unusedBirthday`. Cards of groups and
    companies are skipped. A contact that matches a recipient by name and birthday is not added
    again.
    """
    file = await uploaded_file(request)
    imported = await import_recipients.execute(user, file, date_order)
    return await asyncio.to_thread(import_response, imported)

"""Importing recipients from files of contacts: who is new, who is known, and who is passed over."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.people.birthday import Birthday, birthdays_agree, more_complete
from gifter_domain.people.recipient import (
    MAX_NOTES,
    MAX_RELATIONSHIP,
    Recipient,
    RecipientDetails,
    checked_line,
    name_key,
)
from gifter_domain.shared.errors import InvalidInput

MAX_CONTACTS = 5_000


class ImportOutcome(StrEnum):
    CREATED = "created"
    MATCHED = "matched"
    SKIPPED = "skipped"


class Reason(StrEnum):
    SAME_NAME = "same_name"
    SAME_NAME_AND_BIRTHDAY = "same_name_and_birthday"
    BIRTHDAY_ADDED = "birthday_added"
    BIRTHDAY_UNREADABLE = "birthday_unreadable"
    NAME_MISSING = "name_missing"
    NAME_REFUSED = "name_refused"
    NOT_A_BIRTHDAY = "not_a_birthday"
    NOT_A_PERSON = "not_a_person"
    OVER = "over"
    UNREADABLE = "unreadable"
    VERSION_UNSUPPORTED = "version_unsupported"


@dataclass(frozen=True, slots=True)
class Contact:
    """An entry of a file that begins in `line` (from 1).

    `problem` tells why it cannot be read at all, or that its birthday cannot.
    """

    line: int
    name: str = ""
    birthday: Birthday | None = None
    relationship: str = ""
    notes: str = ""
    problem: Reason | None = None


class ContactFileReader(Protocol):
    def read(self, file: bytes) -> Sequence[Contact]:
        """The entries of a file of vCards or of a CSV file, in their order.

        An entry that cannot be read is one with a problem. Raises `InvalidInput` where the file is
        neither, and `TooLarge` beyond `MAX_CONTACTS` entries.
        """
        ...


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """What came of an entry; a skipped one has no recipient."""

    line: int
    name: str | None
    outcome: ImportOutcome
    reason: Reason | None
    recipient_id: str | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What comes of each entry, the recipients to create and the birthdays to add, by id."""

    contacts: Sequence[ImportedContact]
    created: Mapping[str, RecipientDetails]
    birthdays: Mapping[str, Birthday]


def plan_import(
    known: Iterable[Recipient], contacts: Sequence[Contact], ids: Sequence[str], today: date
) -> ImportPlan:
    """What to do with the contacts; each may take the id at its place.

    An entry is somebody known, or of this file, of the same name whose birthday agrees with its
    own, best with one that tells as much; it only adds a birthday, or its year, where none was
    known. So the same entries once more create and change nothing.
    """
    register = _Register()
    for recipient in known:
        register.note(recipient.id, recipient.name or "", recipient.birthday)
    results = [
        register.place(_readable(contact, today), new_id)
        for contact, new_id in zip(contacts, ids, strict=True)
    ]
    return ImportPlan(results, register.created, register.birthdays)


class _Register:
    """Who is known so far, by name: id and birthday; and what is new."""

    def __init__(self) -> None:
        self._people: dict[str, dict[str, Birthday | None]] = defaultdict(dict)
        self.created: dict[str, RecipientDetails] = {}
        self.birthdays: dict[str, Birthday] = {}

    def note(self, recipient_id: str, name: str, birthday: Birthday | None) -> None:
        self._people[name_key(name)][recipient_id] = birthday

    def place(self, contact: Contact, new_id: str) -> ImportedContact:
        if contact.problem not in (None, Reason.BIRTHDAY_UNREADABLE):
            return _result(contact, ImportOutcome.SKIPPED, contact.problem, None)
        if (same := self._same_person(contact)) is None:
            self.note(new_id, contact.name, contact.birthday)
            self.created[new_id] = _details(contact)
            return _result(contact, ImportOutcome.CREATED, contact.problem, new_id)
        return _result(contact, ImportOutcome.MATCHED, self._match(contact, same), same)

    def _same_person(self, contact: Contact) -> str | None:
        namesakes = self._people[name_key(contact.name)]
        agreeing = {
            r: known for r, known in namesakes.items() if birthdays_agree(known, contact.birthday)
        }
        as_full = (
            r for r, known in agreeing.items() if more_complete(known, contact.birthday) == known
        )
        return next(as_full, None) or next(iter(agreeing), None)

    def _match(self, contact: Contact, recipient_id: str) -> Reason:
        known = self._people[name_key(contact.name)][recipient_id]
        told = more_complete(known, contact.birthday)
        if told is not None and told != known:
            self.note(recipient_id, contact.name, told)
            if recipient_id in self.created:
                self.created[recipient_id]["birthday"] = told
            else:
                self.birthdays[recipient_id] = told
            return Reason.BIRTHDAY_ADDED
        return Reason.SAME_NAME_AND_BIRTHDAY if contact.birthday else Reason.SAME_NAME


def _readable(contact: Contact, today: date) -> Contact:
    """The contact with what may be kept of it, or with its problem."""
    if contact.problem not in (None, Reason.BIRTHDAY_UNREADABLE):
        return contact
    if not contact.name.strip():
        return replace(contact, problem=Reason.NAME_MISSING)
    try:
        contact = replace(contact, name=checked_line(contact.name, "name", MAX_NAME))
    except InvalidInput:
        return replace(contact, problem=Reason.NAME_REFUSED)
    if contact.birthday is not None and contact.birthday.is_after(today):
        return replace(contact, birthday=None, problem=Reason.BIRTHDAY_UNREADABLE)
    return contact


def _details(contact: Contact) -> RecipientDetails:
    """What is kept of a new person; what is too long is cut, what cannot be stored left out."""
    relationship = " ".join(_storable(contact.relationship).split())
    return RecipientDetails(
        name=contact.name,
        relationship=relationship[:MAX_RELATIONSHIP].strip() or None,
        birthday=contact.birthday,
        notes=_storable(contact.notes).strip()[:MAX_NOTES] or None,
    )


def _storable(text: str) -> str:
    return "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def _result(
    contact: Contact, outcome: ImportOutcome, reason: Reason | None, recipient_id: str | None
) -> ImportedContact:
    return ImportedContact(contact.line, contact.name or None, outcome, reason, recipient_id)

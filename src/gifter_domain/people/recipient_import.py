"""Imports recipients from contact files: creates new ones, matches known ones, skips the rest."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Protocol

from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.people.birthday import Birthday, birthdays_agree, more_complete
from gifter_domain.people.recipient import (
    MAX_NOTES,
    MAX_RELATIONSHIP,
    Recipient,
    RecipientDetails,
    name_key,
)
from gifter_domain.people.written_birthdays import DateOrder, Readings, birthdays_in
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.lines import checked_line

MAX_CONTACTS = 5_000
_SHOWN = 100  # letters of a birthday that could not be used


class ImportOutcome(StrEnum):
    CREATED = "created"
    MATCHED = "matched"
    SKIPPED = "skipped"


class Reason(StrEnum):
    SAME_NAME = "same_name"
    SAME_NAME_AND_BIRTHDAY = "same_name_and_birthday"
    BIRTHDAY_ADDED = "birthday_added"
    BIRTHDAY_AMBIGUOUS = "birthday_ambiguous"
    BIRTHDAY_DIFFERS = "birthday_differs"
    BIRTHDAY_UNREADABLE = "birthday_unreadable"
    NAME_MISSING = "name_missing"
    NAME_REFUSED = "name_refused"
    NOT_A_BIRTHDAY = "not_a_birthday"
    NOT_A_PERSON = "not_a_person"
    OVER = "over"
    UNREADABLE = "unreadable"
    VERSION_UNSUPPORTED = "version_unsupported"


@dataclass(frozen=True, slots=True)
class UnusedBirthday:
    """A text that stands where a birthday stands, and the reason why it was not used."""

    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of a contact file. `line` is where it begins, counted from 1.

    `written` are the texts that stand where birthdays stand, until they are read. `problem` says
    why the entry cannot be read. `anniversary` is another day of the person, of a calendar.
    """

    line: int
    name: str = ""
    birthday: Birthday | None = None
    relationship: str = ""
    notes: str = ""
    problem: Reason | None = None
    written: Sequence[str] = ()
    unused: UnusedBirthday | None = None
    anniversary: CivilDate | None = None
    written_anniversary: str = ""


class ContactFileReader(Protocol):
    def read(self, file: bytes, today: date, order: DateOrder | None) -> Sequence[Contact]:
        """Returns the entries of a vCard or CSV file, in order, with their birthdays.

        An unreadable entry is returned with a problem, a birthday that is ambiguous even with
        `order` as unused. Raises `InvalidInput` if the file is neither format, and `TooLarge` if
        it has more than `MAX_CONTACTS` entries.
        """
        ...


def with_birthdays(
    contacts: Sequence[Contact], words: Mapping[str, int], today: date, order: DateOrder | None
) -> list[Contact]:
    """Returns the contacts of a file with the birthdays that their texts state.

    `words` and `order` are those of `birthdays_in`.
    """
    texts = [text for contact in contacts for text in contact.written]
    read = iter(birthdays_in(texts, words, today, order))
    found = [_with_birthday(contact, [*islice(read, len(contact.written))]) for contact in contacts]
    days = [contact.written_anniversary for contact in contacts]
    anniversaries = birthdays_in(days, words, today, order)
    return [*map(_with_anniversary, found, anniversaries)]


def _with_anniversary(contact: Contact, read: Readings | Birthday) -> Contact:
    if not isinstance(read, Birthday):
        return contact
    return replace(contact, anniversary=CivilDate(read.month, read.day, read.year))


def _with_birthday(contact: Contact, read: Sequence[Readings | Birthday]) -> Contact:
    """Takes the first birthday, and names the first text that says something else."""
    birthday = next((one for one in read if isinstance(one, Birthday)), None)
    unused = None
    for text, one in zip(contact.written, read, strict=True):
        if not isinstance(one, Birthday):
            reason = Reason.BIRTHDAY_AMBIGUOUS if one else Reason.BIRTHDAY_UNREADABLE
        elif birthdays_agree(one, birthday):
            birthday = more_complete(birthday, one)
            continue
        else:
            reason = Reason.BIRTHDAY_DIFFERS
        unused = unused or UnusedBirthday(text[:_SHOWN], reason)
    return replace(contact, birthday=birthday, written=(), unused=unused)


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """The result for one entry. A skipped entry has no recipient."""

    line: int
    name: str | None
    outcome: ImportOutcome
    reason: Reason | None
    recipient_id: str | None
    unused_birthday: UnusedBirthday | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The result for each entry, the recipients to create and the birthdays to add, by recipient
    id.
    """

    contacts: Sequence[ImportedContact]
    created: Mapping[str, RecipientDetails]
    birthdays: Mapping[str, Birthday]

    def anniversaries(self, contacts: Sequence[Contact]) -> Mapping[str, CivilDate]:
        """Returns the anniversaries of the contacts of this plan, by recipient id."""
        return {
            result.recipient_id: contact.anniversary
            for contact, result in zip(contacts, self.contacts, strict=True)
            if result.recipient_id is not None and contact.anniversary is not None
        }


def plan_import(
    known: Iterable[Recipient], contacts: Sequence[Contact], ids: Sequence[str], today: date
) -> ImportPlan:
    """Plans the import of the contacts. A new recipient takes the id at the contact's position.

    An entry matches a known recipient, or an earlier entry of the file, that has the same name and
    a birthday that agrees; one that knows at least as much of the birthday is preferred. A match
    only adds a birthday or its year where none was known. So importing the same file again changes
    nothing.
    """
    register = _Register()
    for recipient in known:
        register.add_known(recipient.id, recipient.name or "", recipient.birthday)
    results = [
        register.match_or_create(_readable(contact, today), new_id)
        for contact, new_id in zip(contacts, ids, strict=True)
    ]
    return ImportPlan(results, register.created, register.birthdays)


class _Register:
    """Collects the people known so far, by name, and the changes to make."""

    def __init__(self) -> None:
        self._birthdays: dict[str, dict[str, Birthday | None]] = defaultdict(dict)
        self.created: dict[str, RecipientDetails] = {}
        self.birthdays: dict[str, Birthday] = {}

    def add_known(self, recipient_id: str, name: str, birthday: Birthday | None) -> None:
        self._birthdays[name_key(name)][recipient_id] = birthday

    def match_or_create(self, contact: Contact, new_id: str) -> ImportedContact:
        if contact.problem is not None:
            return _result(contact, ImportOutcome.SKIPPED, contact.problem, None)
        if (same := self._same_person(contact)) is None:
            self.add_known(new_id, contact.name, contact.birthday)
            self.created[new_id] = _details(contact)
            reason = contact.unused.reason if contact.unused else None
            return _result(contact, ImportOutcome.CREATED, reason, new_id)
        return _result(contact, ImportOutcome.MATCHED, self._match(contact, same), same)

    def _same_person(self, contact: Contact) -> str | None:
        namesakes = self._birthdays[name_key(contact.name)]
        agreeing = {
            r: known for r, known in namesakes.items() if birthdays_agree(known, contact.birthday)
        }
        as_full = (
            r for r, known in agreeing.items() if more_complete(known, contact.birthday) == known
        )
        return next(as_full, None) or next(iter(agreeing), None)

    def _match(self, contact: Contact, recipient_id: str) -> Reason:
        known = self._birthdays[name_key(contact.name)][recipient_id]
        birthday = more_complete(known, contact.birthday)
        if birthday is not None and birthday != known:
            self.add_known(recipient_id, contact.name, birthday)
            if recipient_id in self.created:
                self.created[recipient_id]["birthday"] = birthday
            else:
                self.birthdays[recipient_id] = birthday
            return Reason.BIRTHDAY_ADDED
        return Reason.SAME_NAME_AND_BIRTHDAY if contact.birthday else Reason.SAME_NAME


def _readable(contact: Contact, today: date) -> Contact:
    """Returns the contact with its checked name and birthday, or with its problem."""
    if contact.problem is not None:
        return contact
    if not contact.name.strip():
        return replace(contact, problem=Reason.NAME_MISSING)
    try:
        contact = replace(contact, name=checked_line(contact.name, "name", MAX_NAME))
    except InvalidInput:
        return replace(contact, problem=Reason.NAME_REFUSED)
    if contact.birthday is not None and contact.birthday.is_after(today):
        unused = UnusedBirthday(str(contact.birthday), Reason.BIRTHDAY_UNREADABLE)
        return replace(contact, birthday=None, unused=unused)
    return contact


def _details(contact: Contact) -> RecipientDetails:
    """Returns the details of a new recipient, with texts cut and unstorable characters removed."""
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
    return ImportedContact(
        contact.line, contact.name or None, outcome, reason, recipient_id, contact.unused
    )

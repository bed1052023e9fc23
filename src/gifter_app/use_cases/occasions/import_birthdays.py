"""Importing birthdays from a calendar file."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from gifter_app.use_cases.occasions.manage_occasions import following_birthday, new_occasion
from gifter_app.use_cases.optimistic import LongChange, make_change
from gifter_domain.identity.user import User
from gifter_domain.occasions.calendar import BirthdayFileReader
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.occasions.occasion import Occasion, OccasionType
from gifter_domain.occasions.ports import OccasionsTransaction, OccasionsTransactions
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.events import RecipientsChanged
from gifter_domain.people.recipient import Recipient
from gifter_domain.people.recipient_import import (
    Contact,
    ImportedContact,
    ImportPlan,
    plan_import,
)
from gifter_domain.shared.system import Clock, IdFactory


@dataclass(frozen=True, slots=True)
class _Facts:
    recipients: Sequence[Recipient]
    occasions: Sequence[Occasion]


@dataclass(frozen=True, slots=True)
class _Plan:
    people: ImportPlan
    added: Sequence[Occasion]
    changed: Sequence[Occasion]


class ImportBirthdays:
    """Creates a recipient and a birthday occasion for each person in the file.

    - People are matched with existing recipients as in `ImportRecipients`.
    - The occasion follows the recipient's birthday; an existing birthday occasion is changed to.
    - A day that the file marks as an anniversary becomes one, unless the recipient has it already.
    - Importing the same file again creates and changes nothing, even concurrently.
    """

    def __init__(
        self,
        transactions: OccasionsTransactions,
        files: BirthdayFileReader,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._files = files
        self._ids = ids
        self._clock = clock

    async def execute(self, user: User, file: bytes) -> Sequence[ImportedContact]:
        today = user.today(self._clock.now())
        zone = ZoneInfo(user.timezone)
        contacts = await asyncio.to_thread(self._files.read, file, today, zone)
        change: LongChange[OccasionsTransaction, _Facts, _Plan] = LongChange(
            version=lambda tx: _version(tx, user.id),
            facts=lambda tx: _facts(tx, user.id),
            plan=lambda facts: self._plan(user, contacts, facts, today),
            store=lambda tx, plan: _store(tx, user.id, plan),
        )
        return (await make_change(self._transactions, user.id, change)).people.contacts

    def _plan(self, user: User, contacts: Sequence[Contact], facts: _Facts, today: date) -> _Plan:
        people = plan_import(facts.recipients, contacts, self._new_ids(len(contacts)), today)
        birthdays = _birthdays(facts.recipients, people)
        existing: dict[str, list[Occasion]] = {}
        for occasion in facts.occasions:
            existing.setdefault(occasion.recipient_id, []).append(occasion)
        now, kind = self._clock.now(), OccasionType.BIRTHDAY
        added, changed = list[Occasion](), list[Occasion]()
        for new_id, recipient_id in zip(self._new_ids(len(birthdays)), birthdays, strict=True):
            new = new_occasion(new_id, user, recipient_id, kind, now)
            present = existing.get(recipient_id, [])
            following = following_birthday(present, new, birthdays[recipient_id])
            if following.id == new.id:
                added.append(following)
            elif following not in present:
                changed.append(following)
        added += self._anniversaries(user, contacts, people, existing)
        return _Plan(people, added, changed)

    def _anniversaries(
        self,
        user: User,
        contacts: Sequence[Contact],
        people: ImportPlan,
        existing: Mapping[str, Sequence[Occasion]],
    ) -> Iterator[Occasion]:
        kind = OccasionType.ANNIVERSARY
        days = {
            (one.recipient_id, one.type, one.on.month, one.on.day)
            for of_one in existing.values()
            for one in of_one
            if one.on is not None
        }
        for contact, result in zip(contacts, people.contacts, strict=True):
            on, recipient_id = contact.anniversary, result.recipient_id
            if on is None or recipient_id is None:
                continue
            if (day := (recipient_id, kind, on.month, on.day)) not in days:
                days.add(day)
                new_id, now = self._ids.new_id(), self._clock.now()
                yield replace(new_occasion(new_id, user, recipient_id, kind, now), on=on)

    def _new_ids(self, count: int) -> Sequence[str]:
        # Sorted, because ids of one millisecond have no order, and recipients are listed by id:
        # so they are listed in the order of the file.
        return sorted(self._ids.new_id() for _ in range(count))


def _birthdays(known: Sequence[Recipient], people: ImportPlan) -> dict[str, Birthday]:
    """Returns the birthdays of the imported people after the import, by the recipients' ids."""
    found = {one.id: one.birthday for one in known}
    found |= {each: details["birthday"] for each, details in people.created.items()}
    found |= people.birthdays
    imported = {one.recipient_id for one in people.contacts if one.recipient_id is not None}
    return {each: day for each in sorted(imported) if (day := found[each]) is not None}


async def _version(tx: OccasionsTransaction, user_id: str) -> tuple[str, str]:
    return await tx.recipients.version(user_id), await tx.occasions.version(user_id)


async def _facts(tx: OccasionsTransaction, user_id: str) -> _Facts:
    return _Facts(await tx.recipients.permanent(user_id), await tx.occasions.of_owner(user_id))


async def _store(tx: OccasionsTransaction, user_id: str, plan: _Plan) -> None:
    if not (plan.people.created or plan.people.birthdays or plan.added or plan.changed):
        return
    await tx.recipients.add(user_id, plan.people.created)
    await tx.recipients.set_birthdays(user_id, plan.people.birthdays)
    for occasion in plan.changed:
        await tx.occasions.save(occasion)
    await tx.occasions.add(user_id, plan.added)
    await tx.happened(RecipientsChanged(user_id))
    await tx.happened(OccasionsChanged(user_id))

"""Importing birthdays from a calendar file."""

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from gifter_app.use_cases.occasions.manage_occasions import following_birthday, new_occasion
from gifter_domain.identity.user import User
from gifter_domain.occasions.calendar import BirthdayFileReader
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.occasions.occasion import Occasion, OccasionType
from gifter_domain.occasions.ports import OccasionsTransaction, OccasionsTransactions
from gifter_domain.people.events import RecipientsChanged
from gifter_domain.people.recipient_import import ImportedContact, plan_import
from gifter_domain.shared.system import Clock, IdFactory


class ImportBirthdays:
    """Creates a recipient and a birthday occasion for each person in the file.

    - People are matched with existing recipients as in `ImportRecipients`.
    - The occasion follows the recipient's birthday; an existing birthday occasion is changed to.
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
        # Sorted, because ids of one millisecond have no order, and recipients are listed by id:
        # so they are listed in the order of the file.
        ids = sorted(self._ids.new_id() for _ in contacts)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            plan = plan_import(await tx.recipients.permanent(user.id), contacts, ids, today)
            await tx.recipients.add(user.id, plan.created)
            await tx.recipients.set_birthdays(user.id, plan.birthdays)
            imported = {one.recipient_id for one in plan.contacts if one.recipient_id is not None}
            await self._follow_birthdays(tx, user, imported)
            await tx.happened(RecipientsChanged(user.id))
            await tx.happened(OccasionsChanged(user.id))
        return plan.contacts

    async def _follow_birthdays(
        self, tx: OccasionsTransaction, user: User, recipient_ids: set[str]
    ) -> None:
        existing: dict[str, list[Occasion]] = {}
        for occasion in await tx.occasions.of_owner(user.id):
            existing.setdefault(occasion.recipient_id, []).append(occasion)
        ids = sorted(self._ids.new_id() for _ in recipient_ids)
        now, kind = self._clock.now(), OccasionType.BIRTHDAY
        added: list[Occasion] = []
        for recipient in await tx.recipients.permanent(user.id):
            if recipient.id not in recipient_ids or recipient.birthday is None:
                continue
            new = new_occasion(ids[len(added)], user, recipient.id, kind, now)
            present = existing.get(recipient.id, [])
            following = following_birthday(present, new, recipient.birthday)
            if following.id == new.id:
                added.append(following)
            elif following not in present:
                await tx.occasions.save(following)
        await tx.occasions.add(user.id, added)

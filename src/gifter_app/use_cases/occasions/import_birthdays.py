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
    """Everybody whose birthday is in the file is a recipient then, and has a birthday occasion.

    - Who is a recipient already is told as for contacts, see `ImportRecipients`.
    - The occasion follows the recipient's birthday; one that is there already begins to.
    - The same file once more creates and changes nothing, even at the same time.
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
        # Sorted, as ids of one millisecond are in no order: recipients list as in the file.
        ids = sorted(self._ids.new_id() for _ in contacts)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            plan = plan_import(await tx.recipients.permanent(user.id), contacts, ids, today)
            await tx.recipients.add(user.id, plan.created)
            await tx.recipients.set_birthdays(user.id, plan.birthdays)
            born = {one.recipient_id for one in plan.contacts if one.recipient_id is not None}
            await self._follow(tx, user, born)
            await tx.happened(RecipientsChanged(user.id))
            await tx.happened(OccasionsChanged(user.id))
        return plan.contacts

    async def _follow(self, tx: OccasionsTransaction, user: User, recipient_ids: set[str]) -> None:
        kept: dict[str, list[Occasion]] = {}
        for occasion in await tx.occasions.of_owner(user.id):
            kept.setdefault(occasion.recipient_id, []).append(occasion)
        ids = sorted(self._ids.new_id() for _ in recipient_ids)
        now, kind = self._clock.now(), OccasionType.BIRTHDAY
        added: list[Occasion] = []
        for recipient in await tx.recipients.permanent(user.id):
            if recipient.id not in recipient_ids or recipient.birthday is None:
                continue
            begun = new_occasion(ids[len(added)], user, recipient.id, kind, now)
            there = kept.get(recipient.id, [])
            following = following_birthday(there, begun, recipient.birthday)
            if following.id == begun.id:
                added.append(following)
            elif following not in there:
                await tx.occasions.save(following)
        await tx.occasions.add(user.id, added)

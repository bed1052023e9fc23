"""Importing recipients from a file of contacts."""

import asyncio
from collections.abc import Sequence

from gifter_domain.identity.user import User
from gifter_domain.people.events import RecipientsChanged
from gifter_domain.people.recipient_import import ContactFileReader, ImportedContact, plan_import
from gifter_domain.people.recipient_ports import RecipientsTransactions
from gifter_domain.shared.system import Clock, IdFactory


class ImportRecipients:
    """Makes a recipient of everybody in the file who is not one yet.

    - Who has the name of a recipient, and no other birthday, is that recipient: an unknown
      birthday is added, nothing else changes, and a temporary recipient is nobody's match.
    - Each entry is told of, with its line in the file, and why it was matched or passed over.
    - The same file once more creates and changes nothing, even at the same time.
    """

    def __init__(
        self,
        transactions: RecipientsTransactions,
        files: ContactFileReader,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._files = files
        self._ids = ids
        self._clock = clock

    async def execute(self, user: User, file: bytes) -> Sequence[ImportedContact]:
        contacts = await asyncio.to_thread(self._files.read, file)
        # Sorted, as ids of one millisecond are in no order: recipients list as in the file.
        ids = sorted(self._ids.new_id() for _ in contacts)
        today = user.today(self._clock.now())
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            known = await tx.recipients.permanent(user.id)
            plan = plan_import(known, contacts, ids, today)
            await tx.recipients.add(user.id, plan.created)
            await tx.recipients.set_birthdays(user.id, plan.birthdays)
            await tx.happened(RecipientsChanged(user.id))
        return plan.contacts

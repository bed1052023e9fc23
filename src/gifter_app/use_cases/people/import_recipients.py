"""Importing recipients from a file of contacts."""

import asyncio
from collections.abc import Sequence

from gifter_app.use_cases.optimistic import LongChange, make_change
from gifter_domain.identity.user import User
from gifter_domain.people.events import AnniversariesImported, RecipientsChanged
from gifter_domain.people.recipient_import import (
    ContactFileReader,
    ImportedContact,
    ImportPlan,
    plan_import,
)
from gifter_domain.people.recipient_ports import RecipientsTransaction, RecipientsTransactions
from gifter_domain.people.written_birthdays import DateOrder
from gifter_domain.shared.system import Clock, IdFactory


class ImportRecipients:
    """Creates a recipient for each contact in the file that is not a recipient yet.

    - A contact matches a recipient of the same name, unless their birthdays differ. A missing
      birthday is added to the recipient, and nothing else changes. Temporary recipients never
      match.
    - An anniversary of a contact becomes an occasion, unless the recipient has it already.
    - The result has each entry with its line in the file, and why it was matched or skipped.
    - Importing the same file again creates and changes nothing, even concurrently.
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

    async def execute(
        self, user: User, file: bytes, order: DateOrder | None = None
    ) -> Sequence[ImportedContact]:
        today = user.today(self._clock.now())
        contacts = await asyncio.to_thread(self._files.read, file, today, order)

        async def store(tx: RecipientsTransaction, plan: ImportPlan) -> None:
            if plan.created or plan.birthdays:
                await tx.recipients.add(user.id, plan.created)
                await tx.recipients.set_birthdays(user.id, plan.birthdays)
                await tx.happened(RecipientsChanged(user.id))
            if days := plan.anniversaries(contacts):
                await tx.happened(AnniversariesImported(user.id, user, days))

        change = LongChange(
            version=lambda tx: tx.recipients.version(user.id),
            facts=lambda tx: tx.recipients.permanent(user.id),
            plan=lambda known: plan_import(known, contacts, self._new_ids(len(contacts)), today),
            store=store,
        )
        return (await make_change(self._transactions, user.id, change)).contacts

    def _new_ids(self, count: int) -> Sequence[str]:
        # Sorted, because ids of one millisecond have no order, and recipients are listed by id:
        # so they are listed in the order of the file.
        return sorted(self._ids.new_id() for _ in range(count))

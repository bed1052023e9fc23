"""Creating, changing, removing and linking the people that users give to."""

from gifter_domain.identity.user import User
from gifter_domain.people.events import RecipientsChanged
from gifter_domain.people.recipient import (
    TEMPORARY_LIFETIME,
    NewRecipient,
    Recipient,
    RecipientDetails,
    RecipientExists,
    RecipientLinked,
    RecipientType,
    checked_details,
    merged_details,
    possible_duplicates,
)
from gifter_domain.people.recipient_ports import (
    RecipientsTransaction,
    RecipientsTransactions,
)
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock, IdFactory

_OWNERS_AT_ONCE = 1_000


class ManageRecipients:
    """Manages the user's recipients.

    - A recipient of type USER is the account of a friend or of the user; there is at most one for
      each account. Without a name it gets the account's.
    - When a friendship ends, its recipient becomes EXTERNAL and keeps the user's data about them.
    - The data about a recipient is shown only to the user, not even to the recipient.
    - A temporary recipient is deleted after 7 days with everything that belongs to it, unless it is
      made permanent before.
    """

    def __init__(
        self,
        transactions: RecipientsTransactions,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._ids = ids
        self._clock = clock

    async def create(
        self,
        user: User,
        kind: RecipientType,
        user_id: str | None,
        details: RecipientDetails,
        *,
        temporary: bool = False,
    ) -> NewRecipient:
        """Creates a recipient and finds the recipients that may be the same person.

        Raises `UserNotFound` if not a friend, or `RecipientExists`.
        """
        _refuse_mismatch(kind, user_id, details)
        checked = self._checked(user, details, temporary)
        recipient_id = self._ids.new_id()
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            if user_id is not None:
                checked = await self._with_friends_name(tx, user, user_id, checked)
            await tx.recipients.add(user.id, {recipient_id: checked}, user_id)
            await tx.happened(RecipientsChanged(user.id))
            return await _with_duplicates(tx, await tx.recipients.get(user.id, recipient_id))

    async def change(
        self,
        user: User,
        recipient_id: str,
        details: RecipientDetails,
        *,
        temporary: bool | None = None,
    ) -> Recipient:
        """Changes the given fields.

        `temporary=True` makes it expire 7 days from now, `False` makes it permanent.
        """
        checked = self._checked(user, details, temporary)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            if not checked:
                return await tx.recipients.get(user.id, recipient_id)
            changed = await tx.recipients.change(user.id, recipient_id, checked)
            await tx.happened(RecipientsChanged(user.id))
        return changed

    async def remove(self, user: User, recipient_id: str) -> None:
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.recipients.remove(user.id, recipient_id)
            await tx.happened(RecipientsChanged(user.id))

    async def link(self, user: User, recipient_id: str, user_id: str) -> Recipient:
        """Links the recipient to the account of a friend or of the user. May be repeated.

        If the account is another recipient already, that one is merged into this one. Raises
        `BirthdayConflict` if their birthdays differ, `RecipientLinked` if this recipient is linked
        to another account.
        """
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.recipients.remove_expired(user.id)
            linked = await _linked(tx, user, recipient_id, user_id)
            await tx.happened(RecipientsChanged(user.id))
        return linked

    async def remove_expired(self) -> None:
        """Removes the expired temporary recipients of all users."""
        now = self._clock.now()
        async with self._transactions() as tx:
            owners = await tx.recipients.owners_of_expired(now, _OWNERS_AT_ONCE)
        for owner_id in owners:
            async with self._transactions() as tx:
                await tx.lock_user(owner_id)
                await tx.recipients.remove_expired(owner_id)
                await tx.happened(RecipientsChanged(owner_id))

    async def _with_friends_name(
        self, tx: RecipientsTransaction, user: User, user_id: str, details: RecipientDetails
    ) -> RecipientDetails:
        """Returns the details, with the friend's name if they have none."""
        # While an expired recipient is linked to a friend's account, they cannot be added again.
        await tx.recipients.remove_expired(user.id)
        person = await tx.acquaintances.person(user.id, user_id)
        if (known := await tx.recipients.find_by_user(user.id, user_id)) is not None:
            raise RecipientExists(
                "This person is a recipient of yours already.", {"recipientId": known.id}
            )
        return RecipientDetails(name=person.display_name) | details

    def _checked(
        self, user: User, details: RecipientDetails, temporary: bool | None
    ) -> RecipientDetails:
        now = self._clock.now()
        checked = checked_details(details, user.today(now))
        if temporary is not None:
            checked["expires_at"] = now + TEMPORARY_LIFETIME if temporary else None
        return checked


async def _with_duplicates(tx: RecipientsTransaction, made: Recipient) -> NewRecipient:
    namesakes = await tx.recipients.named(made.owner_id, made.name) if made.name else ()
    return NewRecipient(made, possible_duplicates(made, namesakes))


async def _linked(
    tx: RecipientsTransaction, user: User, recipient_id: str, user_id: str
) -> Recipient:
    recipient = await tx.recipients.get(user.id, recipient_id)
    if recipient.user_id == user_id:
        return recipient
    await tx.acquaintances.person(user.id, user_id)
    if recipient.user_id is not None:
        raise RecipientLinked("This recipient is another person's account already.")
    if (other := await tx.recipients.find_by_user(user.id, user_id)) is not None:
        both = merged_details(recipient, other)
        await tx.recipients.merge(user.id, other.id, into_id=recipient_id)
        await tx.recipients.change(user.id, recipient_id, both)
    return await tx.recipients.link(user.id, recipient_id, user_id)


def _refuse_mismatch(kind: RecipientType, user_id: str | None, details: RecipientDetails) -> None:
    if kind is RecipientType.USER and user_id is None:
        raise InvalidInput.at("userId", "is required for a recipient of type USER")
    if kind is RecipientType.EXTERNAL and user_id is not None:
        raise InvalidInput.at("userId", "is allowed only for a recipient of type USER")
    if kind is RecipientType.EXTERNAL and details.get("name") is None:
        raise InvalidInput.at("name", "is required for a recipient of type EXTERNAL")

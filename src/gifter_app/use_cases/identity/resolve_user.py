"""Finding the user of a verified token."""

from gifter_domain.identity.identity import Identity
from gifter_domain.identity.ports import Transactions, UserReads
from gifter_domain.identity.user import KnownUser, User, checked_active

_MAX_KNOWN = 10_000  # about 1 KB each


class ResolveUser:
    """Returns the user of a verified identity.

    - The first request of an identity creates its user, once, even if many arrive together.
    - The e-mail address is copied from the token. It never identifies, merges or locks out a user.
    - A disabled or deleted user is refused.
    """

    def __init__(self, reads: UserReads, transactions: Transactions) -> None:
        self._reads = reads
        self._transactions = transactions
        self._known: dict[tuple[str, str], KnownUser] = {}

    def known(self, identity: Identity) -> KnownUser | None:
        """Returns the user as this process last read them, or None, without any I/O.

        The caller must compare the version with the stored one before it shows anything.
        """
        known = self._known.get((identity.provider, identity.subject))
        return known if known and known.user.is_up_to_date_with(identity) else None

    async def execute(self, identity: Identity) -> User:
        found = await self._reads.find_user(identity.provider, identity.subject)
        if found and checked_active(found.user).is_up_to_date_with(identity):
            self._remember(found)
            return found.user
        async with self._transactions() as tx:
            user = await tx.users.sign_in(identity)
        return checked_active(user)

    def _remember(self, found: KnownUser) -> None:
        if len(self._known) >= _MAX_KNOWN:
            self._known.clear()
        self._known[found.user.auth_provider, found.user.auth_user_id] = found

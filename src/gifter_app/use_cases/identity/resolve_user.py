"""Finding the user of a verified token."""

from gifter_domain.identity.identity import Identity
from gifter_domain.identity.ports import Transactions, UserReads
from gifter_domain.identity.user import User, checked_active


class ResolveUser:
    """Returns the user of a verified identity.

    - The first request of an identity creates its user, once, even if many arrive together.
    - The e-mail address is copied from the token. It never identifies, merges or locks out a user.
    - A disabled or deleted user is refused.
    """

    def __init__(self, reads: UserReads, transactions: Transactions) -> None:
        self._reads = reads
        self._transactions = transactions

    async def execute(self, identity: Identity) -> User:
        user = await self._reads.find_user(identity.provider, identity.subject)
        if user is not None and checked_active(user).is_up_to_date_with(identity):
            return user
        async with self._transactions() as tx:
            user = await tx.users.sign_in(identity)
        return checked_active(user)

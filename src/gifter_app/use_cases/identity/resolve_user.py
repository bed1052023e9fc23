"""From a verified token to the user who calls."""

from gifter_domain.identity.identity import Identity
from gifter_domain.identity.ports import Transactions, UserReads
from gifter_domain.identity.user import User, checked_active


class ResolveUser:
    """The user of a verified identity.

    - The first request of an identity makes its user, once, however many arrive together.
    - The e-mail follows the token; it never tells users apart, merges them or locks one out.
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

"""Finding a person by their verified e-mail address or their invite code."""

from gifter_domain.identity.user import User
from gifter_domain.people.finding import refuse_beyond_limit, window_start
from gifter_domain.people.friends_ports import FindingTransactions, PeopleReads, Person
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.shared.system import Clock, CodeFactory


class FindPeople:
    """Looks people up, and manages the user's own invite code.

    - Every look-up counts, even if nobody is found. Beyond the limit, look-ups are refused until
      the next window.
    - The answer is the same "not found" if nobody has the address, if it is not verified, and if
      its user blocks the caller.
    - An invite code is valid until its user renews it.
    """

    def __init__(
        self,
        reads: PeopleReads,
        transactions: FindingTransactions,
        codes: CodeFactory,
        clock: Clock,
    ) -> None:
        self._reads = reads
        self._transactions = transactions
        self._codes = codes
        self._clock = clock

    async def by_email(self, user: User, email: str) -> Person:
        await self._count(user)
        return _found(await self._reads.by_email(user.id, email.strip()))

    async def by_invite_code(self, user: User, code: str) -> Person:
        await self._count(user)
        return _found(await self._reads.by_invite_code(user.id, code.strip().lower()))

    async def invite_code(self, user: User) -> str:
        """Returns the user's invite code, which the first call creates."""
        if (code := await self._reads.invite_code(user.id)) is not None:
            return code
        async with self._transactions() as tx:
            return await tx.invite_codes.get_or_create(user.id, self._codes.new_code())

    async def renew_invite_code(self, user: User) -> str:
        code = self._codes.new_code()
        async with self._transactions() as tx:
            await tx.invite_codes.replace(user.id, code)
        return code

    async def _count(self, user: User) -> None:
        now = self._clock.now()
        async with self._transactions() as tx:
            used = await tx.lookups.count(user.id, window_start(now))
        refuse_beyond_limit(used, now)


def _found(person: Person | None) -> Person:
    if person is None:
        raise UserNotFound("There is no such user.")
    return person

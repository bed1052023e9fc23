"""The caller of a route whose own read tells whether their account has changed."""

from collections.abc import Callable

from gifter_app.use_cases.identity.resolve_user import ResolveUser
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.profile import Language
from gifter_domain.identity.user import KnownUser, User

# Routes with `opt=CONFIRMS_CALLER` get a `caller` instead of a `user`, and must confirm it.
CONFIRMS_CALLER = {"confirms_caller": True}


class Caller:
    """A user whom this process knows, and who may have changed since.

    So the most frequent routes need no statement of their own for the user: their read returns the
    version of the account, which `confirmed` compares.
    """

    def __init__(self, known: KnownUser, resolve: Callable[[], ResolveUser], of: Identity) -> None:
        self._known = known
        self._resolve = resolve
        self._identity = of

    @property
    def id(self) -> str:
        """Returns the id, which never changes."""
        return self._known.user.id

    @property
    def language(self) -> Language:
        """Returns the language, which may have changed since."""
        return self._known.user.language

    async def confirmed(self, version: int | None) -> User:
        """Returns the user. Reads them again if the stored `version` is another, or unknown.

        Raises `AccountDisabled`.
        """
        return self._known.user if version == self._known.version else await self.read()

    async def read(self) -> User:
        """Reads the user. Raises `AccountDisabled`."""
        return await self._resolve().execute(self._identity)

"""Bearer authentication: finds the caller once a request, before anything else is read."""

from collections.abc import Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.middleware import (
    AbstractAuthenticationMiddleware,
    AuthenticationResult,
    DefineMiddleware,
)
from litestar.types import ASGIApp

from gifter_app.http.caller import Caller
from gifter_app.use_cases.identity.resolve_user import ResolveUser
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.ports import TokenVerifier
from gifter_domain.identity.user import KnownUser, User
from gifter_domain.shared.errors import Unauthenticated

_NEVER_STORED = 0  # no row has this version


class BearerAuthentication(AbstractAuthenticationMiddleware):
    """Requires a token on every route except those with `opt={"public": True}`.

    Routes with `opt={"guests": True}` also take requests without a token; a wrong token is refused.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        verifier: Callable[[], TokenVerifier],
        resolve_user: Callable[[], ResolveUser],
    ) -> None:
        super().__init__(app, exclude_from_auth_key="public")
        self._verifier = verifier
        self._resolve_user = resolve_user

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        headers = connection.headers.getall("authorization", [])
        if not headers and connection.route_handler.opt.get("guests"):
            return AuthenticationResult(user=None, auth=None)
        token = _bearer_token(headers)
        identity = await self._verifier().verify(token)
        if connection.route_handler.opt.get("confirms_caller"):
            return AuthenticationResult(user=await self._caller(identity), auth=None)
        return AuthenticationResult(user=await self._resolve_user().execute(identity), auth=None)

    async def _caller(self, identity: Identity) -> Caller:
        """Returns the user as this process knows them, after reading them if it does not."""
        known = self._resolve_user().known(identity)
        if known is None:
            user = await self._resolve_user().execute(identity)
            known = self._resolve_user().known(identity) or KnownUser(user, _NEVER_STORED)
        return Caller(known, self._resolve_user, identity)


def authentication(
    *, verifier: Callable[[], TokenVerifier], resolve_user: Callable[[], ResolveUser]
) -> DefineMiddleware:
    """Returns the middleware of routers whose routes need a user, or may have one.

    It takes functions, because Litestar copies its arguments, and a copied provider would build
    services of its own, a second connection pool among them.
    """
    return DefineMiddleware(
        BearerAuthentication,
        verifier=lambda: verifier(),
        resolve_user=lambda: resolve_user(),
    )


def _bearer_token(headers: list[str]) -> str:
    scheme, _, token = headers[0].partition(" ") if len(headers) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("The header `Authorization: Bearer <token>` is required.")
    return token.strip()


def _caller(request: ASGIConnection[Any, Caller, Any, Any]) -> Caller:
    return request.user


def _user(request: ASGIConnection[Any, User, Any, Any]) -> User:
    return request.user


def _viewer(request: ASGIConnection[Any, User | None, Any, Any]) -> User | None:
    return request.user


# Gives handlers `user: NamedDependency[User]` or, with `CONFIRMS_CALLER`, a `caller`. Routes for
# guests get a `viewer` that may be None.
AUTHENTICATED = {
    "user": Provide(_user, sync_to_thread=False),
    "caller": Provide(_caller, sync_to_thread=False),
    "viewer": Provide(_viewer, sync_to_thread=False),
}

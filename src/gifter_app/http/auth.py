"""Bearer authentication: who calls, found out once a request, before anything else is looked at."""

from collections.abc import Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp

from gifter_app.use_cases.resolve_user import ResolveUser
from gifter_domain.identity.ports import TokenVerifier
from gifter_domain.identity.user import User
from gifter_domain.shared.errors import Unauthenticated


class BearerAuthentication(AbstractAuthenticationMiddleware):
    """Every route needs a token, but for those with `opt={"public": True}`."""

    def __init__(
        self,
        app: ASGIApp,
        verifier: Callable[[], TokenVerifier],
        resolve_user: Callable[[], ResolveUser],
    ) -> None:
        super().__init__(app, exclude_from_auth_key="public")
        self._verifier = verifier
        self._resolve_user = resolve_user

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        token = _bearer_token(connection.headers.getall("authorization", []))
        identity = await self._verifier().verify(token)
        return AuthenticationResult(user=await self._resolve_user().execute(identity), auth=None)


def _bearer_token(headers: list[str]) -> str:
    scheme, _, token = headers[0].partition(" ") if len(headers) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("This needs `Authorization: Bearer <token>`.")
    return token.strip()


def _user(request: ASGIConnection[Any, User, Any, Any]) -> User:
    return request.user


# Gives handlers their `user: NamedDependency[User]`.
AUTHENTICATED = {"user": Provide(_user, sync_to_thread=False)}

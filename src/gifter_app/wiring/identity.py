"""Wiring of accounts, and of the tokens that identify the user."""

from dataclasses import dataclass

from gifter_adapters.betterauth.jwks import JwksCache, jwks_client
from gifter_adapters.betterauth.keys import FixedKeys
from gifter_adapters.betterauth.verifier import BetterAuthTokens
from gifter_adapters.dev_identity import AUDIENCE, ISSUER, DevelopmentIdentity
from gifter_adapters.postgres.identity.repository import PostgresUserReads
from gifter_app.settings import BetterAuthSettings
from gifter_app.use_cases.identity.manage_account import ManageAccount
from gifter_app.use_cases.identity.resolve_user import ResolveUser
from gifter_app.wiring.core import Core


@dataclass(frozen=True)
class IdentityUseCases:
    manage_account: ManageAccount
    resolve_user: ResolveUser


def wire_identity(core: Core) -> IdentityUseCases:
    return IdentityUseCases(
        manage_account=ManageAccount(core.transactions),
        resolve_user=ResolveUser(PostgresUserReads(core.database), core.transactions),
    )


def betterauth_keys(betterauth: BetterAuthSettings) -> JwksCache:
    return JwksCache(betterauth.jwks_url or "", jwks_client())


def token_verifier(
    core: Core, keys: JwksCache, development: DevelopmentIdentity | None
) -> BetterAuthTokens:
    """Builds the verifier of development tokens if `development` is given, else of BetterAuth's."""
    if development:
        development_keys = FixedKeys(development.keys())
        return BetterAuthTokens(
            development_keys, issuer=ISSUER, audience=AUDIENCE, clock=core.clock
        )
    betterauth = core.settings.betterauth
    return BetterAuthTokens(
        keys, issuer=betterauth.issuer or "", audience=betterauth.audience or "", clock=core.clock
    )

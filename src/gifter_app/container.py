"""The wiring: which adapter stands behind which port. The only module that imports adapters."""

from functools import partial

from dependency_injector import containers, providers

from gifter_adapters.betterauth.jwks import JwksCache, jwks_client
from gifter_adapters.betterauth.keys import FixedKeys
from gifter_adapters.betterauth.verifier import BetterAuthTokens
from gifter_adapters.dev_identity import AUDIENCE, ISSUER, DevelopmentIdentity
from gifter_adapters.embedded_postgres import embedded_postgres
from gifter_adapters.postgres import migrate
from gifter_adapters.postgres.database import Database
from gifter_adapters.postgres.identity import PostgresUserReads
from gifter_adapters.postgres.products import PostgresCatalogueReads
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.system import SystemClock, Uuid7Factory
from gifter_app.settings import DEVELOPMENT_WEBHOOK_SECRET, Secret, Settings
from gifter_app.use_cases.me import Me
from gifter_app.use_cases.readiness import CheckReadiness
from gifter_app.use_cases.resolve_user import ResolveUser


def _revealed(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def _webhook_secrets(settings: Settings, development: bool) -> tuple[str, ...]:
    accepted = settings.webhook.accepted_secrets()
    return accepted or ((DEVELOPMENT_WEBHOOK_SECRET,) if development else ())


def _identity_provider(development: bool) -> str:
    return "development" if development else "betterauth"


class Container(containers.DeclarativeContainer):
    """One for each process; `gifter_app.runtime` opens and closes it."""

    settings = providers.Dependency(instance_of=Settings)
    # Whether stand-ins that only a developer's machine may have are on: identity, webhook secret.
    development = providers.Object(False)
    webhook_secrets = providers.Callable(_webhook_secrets, settings, development)

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(Uuid7Factory)

    embedded_postgres = providers.Factory(embedded_postgres, settings.provided.app.home)
    database_url = providers.Callable(_revealed, settings.provided.database.url)
    database = providers.Singleton(
        Database, database_url, pool_size=settings.provided.database.pool_size
    )
    transactions = providers.Singleton(PostgresTransactions, database, ids, clock)

    development_identity = providers.Singleton(
        DevelopmentIdentity, settings.provided.app.home, clock
    )
    development_keys = providers.Singleton(FixedKeys, development_identity.provided.keys.call())
    betterauth_keys = providers.Singleton(
        JwksCache, settings.provided.betterauth.jwks_url, providers.Singleton(jwks_client)
    )
    token_verifier = providers.Selector(
        providers.Callable(_identity_provider, development),
        development=providers.Singleton(
            BetterAuthTokens, development_keys, ISSUER, AUDIENCE, clock
        ),
        betterauth=providers.Singleton(
            BetterAuthTokens,
            betterauth_keys,
            settings.provided.betterauth.issuer,
            settings.provided.betterauth.audience,
            clock,
        ),
    )
    resolve_user = providers.Singleton(
        ResolveUser, providers.Singleton(PostgresUserReads, database), transactions
    )
    me = providers.Singleton(Me, transactions)
    catalogue_reads = providers.Singleton(PostgresCatalogueReads, database)
    upgrade_database = providers.Factory(partial, migrate.upgrade, database)
    database_revisions = providers.Factory(partial, migrate.revisions, database)
    check_readiness = providers.Singleton(
        CheckReadiness, revisions=database_revisions, ping_broker=None
    )
    stand_ins = providers.Object([])

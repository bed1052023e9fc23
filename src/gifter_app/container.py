"""The wiring: which adapter stands behind which port. The only module that imports adapters."""

from functools import partial

from dependency_injector import containers, providers

from gifter_adapters.embedded_postgres import embedded_postgres
from gifter_adapters.postgres import migrate
from gifter_adapters.postgres.database import Database
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.system import SystemClock, Uuid7Factory
from gifter_app.settings import DEVELOPMENT_WEBHOOK_SECRET, Secret, Settings
from gifter_app.use_cases.readiness import CheckReadiness


def _revealed(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def _webhook_secrets(settings: Settings, development: bool) -> tuple[str, ...]:
    accepted = settings.webhook.accepted_secrets()
    return accepted or ((DEVELOPMENT_WEBHOOK_SECRET,) if development else ())


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
    upgrade_database = providers.Factory(partial, migrate.upgrade, database)
    database_revisions = providers.Factory(partial, migrate.revisions, database)
    check_readiness = providers.Singleton(
        CheckReadiness, revisions=database_revisions, ping_broker=None
    )
    stand_ins = providers.Object([])

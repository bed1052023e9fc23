"""The services that the use cases of all contexts share, and the functions that open them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_adapters.local_ai.minilm import MiniLmEmbedder
from gifter_adapters.postgres.core import migrate
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.prerequisites import missing_rights
from gifter_adapters.postgres.operations.trouble import database_trouble
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.system.local_nudges import LocalNudges
from gifter_adapters.web_pictures.sample_pictures import SamplePictures
from gifter_app.settings import ModelSettings, Secret, Settings
from gifter_app.use_cases.operations.check_readiness import Ping, Revisions
from gifter_app.use_cases.operations.diagnose import Failure
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.language_model import LanguageModel
from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.shared.facts import Trouble
from gifter_domain.shared.jobs import Nudges
from gifter_domain.shared.pictures import Pictures
from gifter_domain.shared.system import Clock, CodeFactory, IdFactory, SharedClock


@dataclass(frozen=True)
class Core:
    """The services that most use cases need. They are cheap to build, and opened at first use.

    `closing` is the exit stack that closes every opened service at the end of the process.
    """

    settings: Settings
    closing: AsyncExitStack
    clock: Clock
    ids: IdFactory
    codes: CodeFactory
    database: Database
    transactions: PostgresTransactions
    shared_clock: SharedClock
    wording: Wording
    holiday_calendar: HolidayCalendar
    nudges: Nudges
    redis_url: str | None

    def ping_broker(self) -> Ping | None:
        """Returns the function that checks Redis, or None without Redis."""
        return self.nudges.ping if self.redis_url else None

    def broker_failure(self) -> Failure | None:
        """Returns the function that gives the reason why Redis does not answer, or None."""
        return self.nudges.failure if self.redis_url else None


@dataclass(frozen=True)
class Migrations:
    """Functions that migrate the database and that return its current and the newest revision.

    `missing_rights` returns what an administrator must run first, `trouble` the reason why the
    database cannot be used.
    """

    upgrade: Callable[[], Awaitable[None]]
    revisions: Revisions
    missing_rights: Callable[[], Awaitable[Sequence[str]]]
    trouble: Callable[[], Awaitable[Trouble | None]]


def migrations(database: Database) -> Migrations:
    return Migrations(
        upgrade=partial(migrate.upgrade, database),
        revisions=partial(migrate.revisions, database),
        missing_rights=partial(missing_rights, database),
        trouble=partial(database_trouble, database.url),
    )


# Each function below pushes the closing of its service onto the exit stack.


def open_database(settings: Settings, url: str | None, closing: AsyncExitStack) -> Database:
    """Opens the connection pool at `url`. For an embedded server this is not in the settings."""
    if url is None:
        raise ValueError("without DATABASE_URL the embedded server must be started first")
    database = Database(url, pool_size=settings.database.pool_size)
    closing.push_async_callback(database.close)
    return database


def open_nudges(redis_url: str | None, closing: AsyncExitStack) -> Nudges:
    """Opens the broker of nudges. Without Redis, nudges stay inside the process."""
    if redis_url is None:
        return LocalNudges()
    # Taskiq takes half a second to import.
    from gifter_adapters.taskiq_jobs.nudges import TaskiqNudges, nudge_broker

    nudges = TaskiqNudges(nudge_broker(redis_url))
    closing.push_async_callback(nudges.close)
    return nudges


def open_pictures(closing: AsyncExitStack, *, development: bool) -> Pictures:
    from gifter_adapters.web_pictures.fetching import WebPictures  # imports an HTTP client

    pictures = WebPictures()
    closing.push_async_callback(pictures.close)
    return SamplePictures(pictures) if development else pictures


def open_embedder(
    models: ModelSettings, closing: AsyncExitStack, name: str | None = None
) -> Embedder:
    """Builds the embedding model of that name, or the configured model if there is none."""
    chosen = name or models.embedding_model or "local"
    if chosen == "local":
        return LocalEmbedder()
    if chosen == "minilm":
        return MiniLmEmbedder()
    from gifter_adapters.openai.embedder import OpenAIEmbedder  # its SDK takes a second to import

    embedder = OpenAIEmbedder(
        api_key=revealed(models.api_key),
        base_url=models.base_url,
        name=chosen,
        dims=models.embedding_dims,
        timeout_s=models.embedding_timeout_s,
    )
    closing.push_async_callback(embedder.close)
    return embedder


def open_language_model(models: ModelSettings, closing: AsyncExitStack) -> LanguageModel:
    """Builds the configured language model. `LLM_MODEL` must be set."""
    from gifter_adapters.openai.language_model import OpenAILanguageModel  # as above

    model = OpenAILanguageModel(
        api_key=revealed(models.api_key),
        base_url=models.base_url,
        name=models.language_model or "",
        timeout_s=models.language_model_timeout_s,
    )
    closing.push_async_callback(model.close)
    return model


def revealed(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None

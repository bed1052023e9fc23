"""The services that use cases are built from. Each has one instance a process, opened at first use.

Each provider gets a function without parameters, so that mypy checks the arguments inside it. The
stubs of dependency-injector accept any arguments.
"""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import TypeVar

from dependency_injector import providers

from gifter_adapters.dev_identity import DevelopmentIdentity
from gifter_adapters.embedded_postgres import embedded_postgres
from gifter_adapters.local_ai.loading import LoadedBehind
from gifter_adapters.postgres.core.clock import PostgresClock
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.python_holidays.calendar import PythonHolidays
from gifter_adapters.system import RandomCodes, SystemClock, Uuid7Factory
from gifter_adapters.system.tz_database import tz_version
from gifter_adapters.wording.catalogues import GettextWording
from gifter_app.settings import Settings
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.wiring import core
from gifter_app.wiring.ai import in_ledger
from gifter_app.wiring.core import revealed
from gifter_app.wiring.reactions import wire_reactions
from gifter_app.wiring.senders import open_mail, open_push
from gifter_domain.ai.embedding import Embedder
from gifter_domain.identity.device import Platform

T = TypeVar("T")

LOCAL_MODELS = frozenset({None, "local", "minilm"})


def once(build: Callable[[], T]) -> providers.Singleton[T]:
    """Returns a provider that builds its object at the first call and returns the same after it."""
    return providers.Singleton(build)


def each_time(build: Callable[[], T]) -> providers.Callable[T]:
    """Returns a provider that calls `build` at each call."""
    return providers.Callable(build)


class Services:
    """Provides the services of a process.

    `closing` is the exit stack that closes every opened service at the end of the process. Tests
    replace a service with `override`, before anything that uses it is built. The constructor is a
    list, one service after those that it needs, so it is not split.
    """

    def __init__(self, settings: Settings, development: bool) -> None:
        self.settings = each_time(lambda: settings)
        self.development = each_time(lambda: development)
        self.closing = once(AsyncExitStack[bool | None])
        self.clock = once(SystemClock)
        self.ids = once(Uuid7Factory)
        self.codes = once(RandomCodes)
        self.wording = once(GettextWording)
        self.holiday_calendar = once(PythonHolidays)
        self.database_url = each_time(lambda: revealed(self.settings().database.url))
        self.embedded_postgres = each_time(lambda: embedded_postgres(self.settings().app.home))
        self.database = once(
            lambda: core.open_database(self.settings(), self.database_url(), self.closing())
        )
        self.migrations = once(lambda: core.migrations(self.database()))
        self.shared_clock = once(lambda: PostgresClock(self.database()))
        self.redis_url = each_time(lambda: revealed(self.settings().redis.url))
        self.nudges = once(lambda: core.open_nudges(self.redis_url(), self.closing()))
        self.plan_reminders = once(
            lambda: PlanReminders(self.holiday_calendar(), self.clock(), tz_version=tz_version())
        )
        self.reactions = once(
            lambda: wire_reactions(
                self.settings(),
                self.plan_reminders(),
                self.nudges(),
                self.wording(),
                self.holiday_calendar(),
                self.ids(),
                self.clock(),
            )
        )
        self.transactions = once(
            lambda: PostgresTransactions(
                self.database(), self.ids(), self.clock(), self.reactions()
            )
        )
        self.development_identity = once(
            lambda: DevelopmentIdentity(self.settings().app.home, self.clock())
        )
        self.core = once(
            lambda: core.Core(
                settings=self.settings(),
                closing=self.closing(),
                clock=self.clock(),
                ids=self.ids(),
                codes=self.codes(),
                database=self.database(),
                transactions=self.transactions(),
                shared_clock=self.shared_clock(),
                wording=self.wording(),
                holiday_calendar=self.holiday_calendar(),
                nudges=self.nudges(),
                redis_url=self.redis_url(),
            )
        )
        self.pictures = once(
            lambda: core.open_pictures(self.closing(), development=self.development())
        )
        self.embedder = once(lambda: self.embedder_named(None))
        self.title_embedder = once(lambda: self._title_embedder())
        self.language_model = once(
            lambda: in_ledger(
                core.open_language_model(self.settings().models, self.closing()), self.core()
            )
        )
        self.push = once(lambda: open_push(self.settings(), self.clock(), self.closing()))
        # Other platforms have no sender yet.
        self.pushes = once(lambda: {Platform.IOS: self.push()})
        self.mail = once(lambda: open_mail(self.settings(), self.clock()))

    def _title_embedder(self) -> Embedder | None:
        name = self.settings().models.title_model
        return self.embedder_named(name) if name else None

    def load_models_behind(self) -> Sequence[LoadedBehind]:
        """Makes local models load after the start of the process, and returns them to be started.

        Until they are loaded, searches go by text alone.
        """
        models, behind = self.settings().models, list[LoadedBehind]()
        if models.embedding_model in LOCAL_MODELS:
            behind.append(LoadedBehind(self.embedder()))
            self.embedder.override(providers.Object(behind[-1]))
        if (titles := self.title_embedder()) and models.title_model in LOCAL_MODELS:
            behind.append(LoadedBehind(titles))
            self.title_embedder.override(providers.Object(behind[-1]))
        return behind

    def embedder_named(self, name: str | None) -> Embedder:
        """Opens the embedding model of that name, or the configured model if there is none."""
        return core.open_embedder(self.settings().models, self.closing(), name)

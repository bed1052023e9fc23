"""Wiring of health, the doctor's checks, idempotent requests, and the workers."""

import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from urllib.parse import urlsplit

from gifter_adapters.betterauth.jwks import JwksCache
from gifter_adapters.postgres.operations.facts import PostgresFacts
from gifter_adapters.postgres.operations.jobs import PostgresJobLeases
from gifter_adapters.postgres.operations.leadership import PostgresLeadership
from gifter_app.settings import Settings, missing_for_serving
from gifter_app.use_cases.operations.answer_once import AnswerOnce
from gifter_app.use_cases.operations.check_readiness import CheckReadiness
from gifter_app.use_cases.operations.diagnose import (
    Diagnose,
    broker_check,
    catalogue_check,
    database_check,
    embedder_check,
    identity_check,
    index_check,
    jobs_check,
    mail_check,
    migrations_check,
    prices_check,
    push_check,
    settings_check,
    title_embedder_check,
    vector_index_check,
)
from gifter_app.use_cases.operations.run_due_jobs import RunDueJobs
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core, migrations
from gifter_app.workers.background import background_work
from gifter_app.workers.scheduler import Scheduler
from gifter_app.workers.worker import Worker, jobs_and_sweeps
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.model_run import ModelRunReads
from gifter_domain.ai.prices import ModelPrices
from gifter_domain.notifications.senders import Mail, Push
from gifter_domain.shared.jobs import JobLeases

# How often a worker looks for due rows without a nudge: if it has no Redis, and if the scheduler
# nudges it over Redis. The last is how often the scheduler nudges.
_POLL_S, _POLL_WITH_REDIS_S, _NUDGE_EVERY_S = 2.0, 30.0, 2.0


@dataclass(frozen=True)
class OperationsUseCases:
    answer_once: AnswerOnce
    check_readiness: CheckReadiness
    background: Background


@dataclass(frozen=True)
class Workers:
    job_leases: JobLeases
    run_due_jobs: RunDueJobs
    worker: Worker
    scheduler: Scheduler

    def running(self) -> AbstractAsyncContextManager[None]:
        """Runs worker and scheduler during the block, for a process that has both."""
        return background_work(self.worker, self.scheduler)


def wire_operations(core: Core) -> OperationsUseCases:
    answer_once = AnswerOnce(core.transactions, core.clock)
    return OperationsUseCases(
        answer_once=answer_once,
        check_readiness=CheckReadiness(
            migrations(core.database).revisions, core.database.has_room, core.ping_broker()
        ),
        background=Background(sweeps=[answer_once.remove_expired]),
    )


def wire_workers(core: Core, contexts: Sequence[Background]) -> Workers:
    """Builds the workers that run the background work of all contexts."""
    leases = PostgresJobLeases(core.database)
    run_due_jobs = RunDueJobs(
        leases,
        {kind: build() for context in contexts for kind, build in context.jobs.items()},
        core.clock,
        jitter=random.random,
    )
    return Workers(
        job_leases=leases,
        run_due_jobs=run_due_jobs,
        worker=Worker(
            core.nudges,
            [
                jobs_and_sweeps(run_due_jobs, [each for one in contexts for each in one.sweeps]),
                *(duty for context in contexts for duty in context.duties),
            ],
            poll_s=_POLL_WITH_REDIS_S if core.redis_url else _POLL_S,
        ),
        scheduler=Scheduler(
            PostgresLeadership(core.database, "gifter.scheduler"),
            core.nudges,
            every_s=_NUDGE_EVERY_S,
        ),
    )


def wire_doctor(
    core: Core,
    embedder: Embedder,
    title_embedder: Embedder | None,
    *,
    push: Push,
    mail: Mail,
    count_embeddings: Callable[[], Awaitable[tuple[int, int]]],
    betterauth_keys: JwksCache,
    prices: ModelPrices,
    model_runs: ModelRunReads,
    development: bool,
) -> Diagnose:
    from gifter_adapters.apns.push import ApnsPush  # imports an HTTP client
    from gifter_adapters.smtp.mail import SmtpMail

    facts = PostgresFacts(core.database)
    return Diagnose(
        {
            "settings": settings_check(missing_for_serving(core.settings)),
            "database": database_check(
                facts,
                migrations(core.database).trouble,
                migrations(core.database).missing_rights,
                embedded=core.settings.database.url is None,
            ),
            "migrations": migrations_check(migrations(core.database).revisions),
            "catalogue": catalogue_check(facts, count_embeddings),
            "vector index": vector_index_check(facts),
            "product index": index_check(facts),
            "jobs": jobs_check(facts),
            "embedder": embedder_check(embedder),
            "title model": title_embedder_check(title_embedder),
            "language model": prices_check(
                core.settings.models.language_model, prices, model_runs, core.clock
            ),
            "push": push_check(
                push.failure if isinstance(push, ApnsPush) else None,
                _host(core.settings.apns.url) or "of Apple",
            ),
            "mail": mail_check(
                mail.failure if isinstance(mail, SmtpMail) else None,
                _host(core.settings.mail.url.reveal() if core.settings.mail.url else None),
            ),
            "broker": broker_check(core.broker_failure(), _host(core.redis_url)),
            "identity": identity_check(
                betterauth_keys.failure,
                core.settings.betterauth.jwks_url,
                development=development,
            ),
        },
        needs={"migrations": "database"}
        | dict.fromkeys(
            ("catalogue", "vector index", "product index", "jobs", "language model"), "migrations"
        ),
    )


def _host(url: str | None) -> str:
    """Returns host and port of a URL, without user and password."""
    return urlsplit(url or "").netloc.rpartition("@")[2]


def stand_ins(settings: Settings, *, development: bool) -> list[str]:
    """Returns the names of the stand-ins that this process uses, for /v1/health."""
    built_in = {
        "database: embedded PostgreSQL": settings.database.url is None,
        "identity: development tokens": development,
        "broker: inside the process": settings.redis.url is None,
        "embedder: local model": settings.models.embedding_model in (None, "local"),
        "push: kept in a file": settings.apns.key is None,
        "mail: kept in a file": settings.mail.url is None,
    }
    return [name for name, used in built_in.items() if used]

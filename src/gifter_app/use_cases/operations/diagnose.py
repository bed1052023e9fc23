"""The doctor's checks, which find broken services and stand-ins for the engineers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gifter_app.use_cases.operations.check_readiness import Revisions
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.model_run import ModelRunReads
from gifter_domain.ai.prices import ModelPrices
from gifter_domain.shared.facts import DatabaseFactsReader, Trouble
from gifter_domain.shared.system import Clock


class Verdict(StrEnum):
    OK = "ok"
    STAND_IN = "stand-in"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. `advice` is the next step, or empty if nothing needs to be done."""

    verdict: Verdict
    detail: str
    advice: str = ""


INDEX_MAY_BE_BEHIND_S = 15.0
_LATELY = timedelta(days=7)
_KEPT = "written to outbox.jsonl in GIFTER_HOME"
_ADMINISTRATOR = "Run: gifter migrate. It prints what an administrator must do first."
Check = Callable[[], Awaitable[Finding]]
MissingRights = Callable[[], Awaitable[Sequence[str]]]
# Returns the reason why a service does not answer, or None.
Failure = Callable[[], Awaitable[str | None]]


class Diagnose:
    """Runs all checks. A check that raises counts as broken, and the others still run.

    `needs` maps a check to an earlier one without which it cannot run.
    """

    def __init__(self, checks: Mapping[str, Check], needs: Mapping[str, str]) -> None:
        self._checks = checks
        self._needs = needs

    async def execute(self) -> dict[str, Finding]:
        findings: dict[str, Finding] = {}
        for name, check in self._checks.items():
            needed = self._needs.get(name)
            if needed and findings[needed].verdict is Verdict.BROKEN:
                findings[name] = Finding(Verdict.BROKEN, "not checked", f"First correct: {needed}")
            else:
                findings[name] = await _found(check)
        return findings


async def _found(check: Check) -> Finding:
    try:
        return await check()
    except Exception as error:
        detail = str(error) or type(error).__name__
        return Finding(Verdict.BROKEN, detail, "Correct this and run the doctor again.")


def settings_check(missing: Sequence[str]) -> Check:
    """Checks whether all settings that `gifter serve` needs are set."""

    async def check() -> Finding:
        if not missing:
            return Finding(Verdict.OK, "all settings that `gifter serve` needs are set")
        detail = "not set: " + ", ".join(missing)
        advice = "`gifter dev` runs without them; for `gifter serve` see .env.example."
        return Finding(Verdict.STAND_IN, detail, advice)

    return check


def database_check(
    facts: DatabaseFactsReader,
    find_trouble: Callable[[], Awaitable[Trouble | None]],
    missing_rights: MissingRights,
    *,
    embedded: bool,
) -> Check:
    """Checks whether the database answers and has pgvector."""

    async def check() -> Finding:
        if (trouble := await find_trouble()) is not None:
            return Finding(Verdict.BROKEN, trouble.detail, trouble.advice)
        found = await facts.read()
        detail = f"PostgreSQL {found.server_version}, pgvector {found.pgvector_version or 'none'}"
        if found.pgvector_version is None and await missing_rights():
            detail = f"{detail}; the role of DATABASE_URL may not create it"
            return Finding(Verdict.BROKEN, detail, _ADMINISTRATOR)
        if found.pgvector_version is None:
            return Finding(Verdict.BROKEN, detail, "Run: gifter migrate")
        if embedded:
            advice = "Set DATABASE_URL to use your own."
            return Finding(Verdict.STAND_IN, f"embedded {detail}", advice)
        return Finding(Verdict.OK, detail)

    return check


def migrations_check(revisions: Revisions) -> Check:
    """Checks whether the database is at the newest migration."""

    async def check() -> Finding:
        current, newest = await revisions()
        if current == newest:
            return Finding(Verdict.OK, f"at {current}")
        return Finding(Verdict.BROKEN, f"at {current}, newest is {newest}", "Run: gifter migrate")

    return check


def jobs_check(facts: DatabaseFactsReader) -> Check:
    """Counts the waiting jobs, and checks whether some were given up."""

    async def check() -> Finding:
        found = await facts.read()
        detail = f"{found.jobs_waiting} waiting, {found.jobs_failed} given up"
        if not found.jobs_failed:
            return Finding(Verdict.OK, detail)
        advice = "See the runbook “Jobs fail” in docs/running.md."
        return Finding(Verdict.BROKEN, f"{detail}; last error: {found.last_job_error}", advice)

    return check


def catalogue_check(
    facts: DatabaseFactsReader, count_embeddings: Callable[[], Awaitable[tuple[int, int]]]
) -> Check:
    """Counts the products of the mirror, and those with and without a vector."""

    async def check() -> Finding:
        mirrored = (await facts.read()).products
        embedded, missing = await count_embeddings()
        detail = f"{mirrored} products mirrored, {embedded} listed with a vector, {missing} without"
        if missing:
            advice = "Workers embed them; to do it now, run: gifter embeddings backfill"
            return Finding(Verdict.OK, detail, advice)
        return Finding(Verdict.OK, detail)

    return check


def vector_index_check(facts: DatabaseFactsReader) -> Check:
    """Checks whether the vectors of each model have their index; a killed backfill leaves none."""

    async def check() -> Finding:
        missing = (await facts.read()).models_without_index
        if not missing:
            return Finding(Verdict.OK, "the vectors of every embedding model have their index")
        detail = "no index for the vectors of: " + ", ".join(missing)
        advice = "Searches by SQL are slow. Run: gifter embeddings backfill, with that model set."
        return Finding(Verdict.BROKEN, detail, advice)

    return check


def prices_check(
    model: str | None, prices: ModelPrices, runs: ModelRunReads, clock: Clock
) -> Check:
    """Checks whether the language model, and those that answered in its name, have prices."""

    async def check() -> Finding:
        if model is None:
            return Finding(Verdict.OK, "no language model is set; rules answer")
        now = clock.now()
        unpriced = {*await runs.unpriced_models(now - _LATELY)}
        known = await prices.all()
        unpriced = {name for name in (*unpriced, model) if known.price(name, now.date()) is None}
        if not unpriced:
            return Finding(Verdict.OK, f"{model} has a price")
        detail = "no price for " + ", ".join(sorted(unpriced))
        return Finding(Verdict.BROKEN, detail, "Run: gifter prices load FILE")

    return check


def index_check(facts: DatabaseFactsReader) -> Check:
    """Checks how far the indexes of products in the processes that serve are behind."""

    async def check() -> Finding:
        found = await facts.read()
        if not found.index_processes:
            return Finding(Verdict.OK, "no process serves; one that does keeps an index in memory")
        detail = (
            f"{found.index_processes} processes, {found.index_products} products,"
            f" at most {found.index_behind_s:.1f} s behind"
        )
        if found.index_behind_s <= INDEX_MAY_BE_BEHIND_S:
            return Finding(Verdict.OK, detail)
        advice = "Unless that process was killed, it searches by SQL, which is slow: see its log."
        return Finding(Verdict.BROKEN, detail, advice)

    return check


def embedder_check(embedder: Embedder) -> Check:
    """Checks whether the embedding model answers."""

    async def check() -> Finding:
        await embedder.embed(["a gift"])
        if embedder.model.provider == "local":
            return Finding(Verdict.STAND_IN, embedder.model.key, "Set EMBEDDING_MODEL for another.")
        return Finding(Verdict.OK, embedder.model.key)

    return check


def title_embedder_check(embedder: Embedder | None) -> Check:
    """Checks whether the embedding model for titles answers, if there is one."""

    async def check() -> Finding:
        if embedder is None:
            return Finding(Verdict.OK, "none; EMBEDDING_TITLE_MODEL is not set")
        await embedder.embed(["a gift"])
        return Finding(Verdict.OK, embedder.model.key)

    return check


def broker_check(failure: Failure | None, host: str) -> Check:
    """Checks whether Redis answers; it carries nudges between processes."""

    async def check() -> Finding:
        if failure is None:
            advice = "Set REDIS_URL if workers run in other processes."
            return Finding(Verdict.STAND_IN, "inside the process", advice)
        if (reason := await failure()) is None:
            return Finding(Verdict.OK, "Redis answers")
        advice = "Jobs still run, but later. Start Redis or Valkey there, or correct REDIS_URL."
        return Finding(Verdict.BROKEN, f"REDIS_URL, host {host}: {reason}", advice)

    return check


def push_check(failure: Failure | None, host: str) -> Check:
    """Checks whether Apple's push service answers."""

    async def check() -> Finding:
        if failure is None:
            advice = "Set APNS_KEY and the other APNS_ settings to send to devices."
            return Finding(Verdict.STAND_IN, _KEPT, advice)
        if (reason := await failure()) is None:
            return Finding(Verdict.OK, "APNs answers")
        advice = "Reminders are retried until it answers. Check APNS_URL and the network."
        return Finding(Verdict.BROKEN, f"APNS_URL, host {host}: {reason}", advice)

    return check


def mail_check(failure: Failure | None, host: str) -> Check:
    """Checks whether the mail server accepts our login."""

    async def check() -> Finding:
        if failure is None:
            return Finding(Verdict.STAND_IN, _KEPT, "Set SMTP_URL to send mail.")
        if (reason := await failure()) is None:
            return Finding(Verdict.OK, "the mail server accepts our login")
        advice = "Reminders are retried until it does. Correct SMTP_URL, or start the server."
        return Finding(Verdict.BROKEN, f"SMTP_URL, host {host}: {reason}", advice)

    return check


def identity_check(failure: Failure, url: str | None, *, development: bool) -> Check:
    """Checks whether the keys that verify tokens can be read."""

    async def check() -> Finding:
        if development:
            advice = "Set BETTERAUTH_ISSUER, _AUDIENCE and _JWKS_URL for real users."
            return Finding(Verdict.STAND_IN, "development identity provider", advice)
        if url is None:
            return Finding(Verdict.BROKEN, "BETTERAUTH_JWKS_URL is not set", "Set it.")
        if (reason := await failure()) is None:
            return Finding(Verdict.OK, "BetterAuth's key set can be read")
        advice = "Start BetterAuth with its JWT plugin, or correct BETTERAUTH_JWKS_URL."
        return Finding(Verdict.BROKEN, f"BETTERAUTH_JWKS_URL, {url}: {reason}", advice)

    return check

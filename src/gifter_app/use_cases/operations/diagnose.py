"""What works, what is a stand-in and what is broken, for the engineers who run Gifter."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gifter_app.use_cases.operations.check_readiness import Ping, Revisions
from gifter_domain.ai.embedding import Embedder
from gifter_domain.shared.facts import DatabaseFactsReader


class Verdict(StrEnum):
    OK = "ok"
    STAND_IN = "stand-in"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `advice` is the next step when it is not simply fine."""

    verdict: Verdict
    detail: str
    advice: str = ""


_KEPT = "kept in outbox.jsonl, in GIFTER_HOME"
Check = Callable[[], Awaitable[Finding]]


class Diagnose:
    """Runs every check; one that raises is broken, and the others still run."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def execute(self) -> dict[str, Finding]:
        return {name: await _found(check) for name, check in self._checks.items()}


async def _found(check: Check) -> Finding:
    try:
        return await check()
    except Exception as error:
        detail = str(error) or type(error).__name__
        return Finding(Verdict.BROKEN, detail, "Correct this and run the doctor again.")


def settings_check(missing: Sequence[str]) -> Check:
    """Whether everything that `gifter serve` needs is set."""

    async def check() -> Finding:
        if not missing:
            return Finding(Verdict.OK, "all that `gifter serve` needs is set")
        detail = "not set: " + ", ".join(missing)
        return Finding(Verdict.STAND_IN, detail, "Enough for `gifter dev`; see .env.example.")

    return check


def database_check(facts: DatabaseFactsReader, *, embedded: bool) -> Check:
    """Whether the database answers and has pgvector."""

    async def check() -> Finding:
        found = await facts.read()
        detail = f"PostgreSQL {found.server_version}, pgvector {found.pgvector_version or 'none'}"
        if found.pgvector_version is None:
            return Finding(Verdict.BROKEN, detail, "Run: gifter migrate")
        if embedded:
            return Finding(Verdict.STAND_IN, f"embedded {detail}", "Set DATABASE_URL for your own.")
        return Finding(Verdict.OK, detail)

    return check


def migrations_check(revisions: Revisions) -> Check:
    """Whether the database is at the newest migration."""

    async def check() -> Finding:
        current, newest = await revisions()
        if current == newest:
            return Finding(Verdict.OK, f"at {current}")
        return Finding(Verdict.BROKEN, f"at {current}, newest is {newest}", "Run: gifter migrate")

    return check


def jobs_check(facts: DatabaseFactsReader) -> Check:
    """How many jobs wait, and whether some were given up."""

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
    """How much of the catalogue is mirrored and embedded."""

    async def check() -> Finding:
        mirrored = (await facts.read()).products
        embedded, missing = await count_embeddings()
        detail = f"{mirrored} products mirrored, {embedded} shown with a vector, {missing} without"
        if missing:
            return Finding(
                Verdict.OK, detail, "Jobs are at work, or run: gifter embeddings backfill"
            )
        return Finding(Verdict.OK, detail)

    return check


def embedder_check(embedder: Embedder) -> Check:
    """Whether the embedding model answers."""

    async def check() -> Finding:
        await embedder.embed(["a gift"])
        if embedder.model.provider == "local":
            return Finding(Verdict.STAND_IN, embedder.model.key, "Set EMBEDDING_MODEL for another.")
        return Finding(Verdict.OK, embedder.model.key)

    return check


def broker_check(ping: Ping | None) -> Check:
    """Whether Redis carries the nudges."""

    async def check() -> Finding:
        if ping is None:
            return Finding(Verdict.STAND_IN, "inside the process", "Set REDIS_URL for workers.")
        if await ping():
            return Finding(Verdict.OK, "answers")
        return Finding(
            Verdict.BROKEN, "does not answer", "Jobs still run, but later. See REDIS_URL."
        )

    return check


def push_check(ping: Ping | None) -> Check:
    """Whether Apple's push service can be reached."""

    async def check() -> Finding:
        if ping is None:
            return Finding(Verdict.STAND_IN, _KEPT, "Set APNS_KEY and its group for real devices.")
        if await ping():
            return Finding(Verdict.OK, "APNs answers")
        return Finding(Verdict.BROKEN, "APNs does not answer", "Reminders wait. See APNS_URL.")

    return check


def mail_check(ping: Ping | None) -> Check:
    """Whether the mail server lets us in."""

    async def check() -> Finding:
        if ping is None:
            return Finding(Verdict.STAND_IN, _KEPT, "Set SMTP_URL for real mail.")
        if await ping():
            return Finding(Verdict.OK, "the mail server lets us in")
        return Finding(
            Verdict.BROKEN, "the mail server does not let us in", "Reminders wait. See SMTP_URL."
        )

    return check


def identity_check(find_key: Callable[[str], Awaitable[object]], *, development: bool) -> Check:
    """Whether the keys that tokens are checked with can be had; `find_key` raises if not."""

    async def check() -> Finding:
        if development:
            advice = "Set BETTERAUTH_ISSUER, _AUDIENCE and _JWKS_URL for real users."
            return Finding(Verdict.STAND_IN, "development identity provider", advice)
        await find_key("asked-by-the-doctor")
        return Finding(Verdict.OK, "BetterAuth's key set can be read")

    return check

"""What works, what is a stand-in and what is broken, for the engineers who run Gifter."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


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

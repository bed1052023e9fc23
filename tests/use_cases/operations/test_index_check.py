"""The doctor says how far the index of each process is behind."""

import pytest

from gifter_app.use_cases.operations.diagnose import Verdict, index_check
from gifter_domain.shared.facts import DatabaseFacts


@pytest.mark.parametrize(
    ("processes", "behind_s", "verdict", "detail"),
    [
        (0, 0.0, Verdict.OK, "no process serves"),
        (2, 1.25, Verdict.OK, "2 processes, 900 products, at most 1.2 s behind"),
        (1, 40.0, Verdict.BROKEN, "at most 40.0 s behind"),
    ],
)
async def test_an_index_that_is_far_behind_is_broken(
    processes: int, behind_s: float, verdict: Verdict, detail: str
) -> None:
    class Facts:
        async def read(self) -> DatabaseFacts:
            return DatabaseFacts(
                "18",
                "0.8",
                index_processes=processes,
                index_products=900,
                index_behind_s=behind_s,
            )

    finding = await index_check(Facts())()

    assert finding.verdict == verdict
    assert detail in finding.detail

"""A recommendation from the request to the stored response, compared with its SQL alone."""

from functools import partial
from itertools import cycle

import asyncpg
import msgspec
import pytest
from litestar import Litestar
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.asgi_call import call
from benchmarks.event_loop import Run
from benchmarks.raw_cost import Statements, recorded, replay
from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.shared.money import Budget

TEXTS = (
    "a birthday present for my sister who loves gardening",
    "something cosy for my grandparents",
    "camping gear for my dad",
    "copper mug",
    "christmas gift for a colleague who drinks a lot of tea",
    "thank you present for a teacher, nothing edible",
)
# About one product in twenty is in this budget, so the search compares all of these. Without a
# budget it uses the index.
BUDGETS = {"exact": Budget("GBP", 2000, 2500), "hnsw": None}
ROUNDS = {"rounds": 10 * len(TEXTS), "warmup_rounds": 2 * len(TEXTS)}

pytestmark = pytest.mark.parametrize("retrieval", BUDGETS)


def _requests(retrieval: str) -> list[GiftRequest]:
    return [GiftRequest(text, BUDGETS[retrieval]) for text in TEXTS]


@pytest.fixture
def searches(
    benchmark: BenchmarkFixture, recordable: Container, run: Run, retrieval: str
) -> list[Statements]:
    """Returns the statements of each request's search for candidates."""
    benchmark.group = f"recommendation: {retrieval}"
    recommend = recordable.recommendations().recommend_gifts
    asked = [partial(recommend.preview, request, "GBP") for request in _requests(retrieval)]
    return [run(recorded(recordable, preview)) for preview in asked]


def test_raw_candidate_sql(
    benchmark: BenchmarkFixture, raw: asyncpg.Connection, run: Run, searches: list[Statements]
) -> None:
    """Runs every statement of the search."""
    asked = cycle(searches)
    benchmark.pedantic(lambda: run(replay(raw, next(asked))), **ROUNDS)


def test_vector_query_alone(
    benchmark: BenchmarkFixture, raw: asyncpg.Connection, run: Run, searches: list[Statements]
) -> None:
    """Runs only the nearest-neighbour query of the search, with the settings it needs."""
    asked = cycle([_vector_part(search) for search in searches])
    benchmark.pedantic(lambda: run(replay(raw, next(asked))), **ROUNDS)


def _vector_part(search: Statements) -> Statements:
    frame = ("BEGIN", "SET", "COMMIT")
    return [s for s in search if "<=>" in s.query or s.query.split()[0].startswith(frame)]


def test_use_case(
    benchmark: BenchmarkFixture, container: Container, run: Run, retrieval: str
) -> None:
    benchmark.group = f"recommendation: {retrieval}"
    recommend = container.recommendations().recommend_gifts
    user = run(_user(container))
    asked = cycle(_requests(retrieval))

    _, answer = benchmark.pedantic(lambda: run(recommend.execute(user, next(asked))), **ROUNDS)

    assert answer.pipeline.retrieval == "exact"  # in memory, also without a budget
    assert answer.items


async def _user(container: Container) -> User:
    return await container.identity().resolve_user.execute(Identity("ada"))


def test_over_http(
    benchmark: BenchmarkFixture,
    app: Litestar,
    signed_in: dict[str, str],
    run: Run,
    retrieval: str,
) -> None:
    benchmark.group = f"recommendation: {retrieval}"
    asked = cycle([_body(request) for request in _requests(retrieval)])
    headers = signed_in | {"content-type": "application/json"}

    def post() -> bytes:
        return run(call(app, "POST", "/v1/recommendations", headers, next(asked)))

    benchmark.pedantic(post, **ROUNDS)


def _body(request: GiftRequest) -> bytes:
    budget = request.budget
    spent = budget and {
        "min": budget.min_minor,
        "max": budget.max_minor,
        "currency": budget.currency,
    }
    return msgspec.json.encode({"context": {"text": request.text}, "budget": spent})

"""`gifter embeddings backfill`: killed, repeated, and for two models."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from builders.ai.products_to_embed import put_products
from builders.core.commands import start_gifter
from builders.servers.embeddings import DIMS, EmbeddingEndpoint
from gifter_adapters.postgres.core.database import Database
from gifter_cli.main import app

TEXTS = {f"{number:02}": f"gift number {number}" for number in range(12)}
BACKFILL = ("embeddings", "backfill", "--batch-size", "2")

Backfill = Callable[..., Result]


@pytest.fixture
def endpoint() -> Iterator[EmbeddingEndpoint]:
    endpoint = EmbeddingEndpoint()
    yield endpoint
    endpoint.close()


@pytest.fixture
def environment(database_url: str, tmp_path: Path, endpoint: EmbeddingEndpoint) -> dict[str, str]:
    """Returns settings with an endpoint and a database that has products."""
    asyncio.run(fill(database_url))
    return {
        "DATABASE_URL": database_url,
        "GIFTER_HOME": str(tmp_path),
        "LLM_API_KEY": "sk-very-secret",
        "LLM_BASE_URL": endpoint.url,
        "EMBEDDING_MODEL": "words",
        "EMBEDDING_DIMS": str(DIMS),
    }


async def fill(database_url: str) -> None:
    database = Database(database_url, pool_size=1)
    await put_products(database, TEXTS)
    await database.close()


@pytest.fixture
def backfill(environment: dict[str, str]) -> Backfill:
    return lambda *more: CliRunner().invoke(app, [*BACKFILL, *more], env=environment)


def test_a_killed_backfill_continues_when_it_is_repeated(
    environment: dict[str, str], endpoint: EmbeddingEndpoint, backfill: Backfill
) -> None:
    with endpoint.hold_from(3), start_gifter(environment, *BACKFILL) as killed:
        endpoint.wait_for_requests(3)
        killed.kill()

    resumed = json.loads(backfill("--json").stdout)

    asked = Counter(text for request in endpoint.requests for text in request["input"])
    assert set(asked) == set(TEXTS.values())
    assert asked.total() == len(TEXTS) + 2  # the unfinished batch is requested again
    assert resumed["model"] == f"openai/words/{DIMS}"
    assert resumed["embedded"] == resumed["outdated"] == len(TEXTS) - 4


INDEXES = text("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'hnsw_product_embedding_%'")


async def fill_bulk(database_url: str) -> None:
    """Adds enough products for an index that is built at the end."""
    texts = {f"{number:04}": f"gift number {number}" for number in range(1000)}
    database = Database(database_url, pool_size=1)
    await put_products(database, texts)
    await database.close()


async def number_of_indexes(database_url: str) -> int:
    database = Database(database_url, pool_size=1)
    async with database.reads() as connection:
        count: int = await connection.scalar(INDEXES)
    await database.close()
    return count


def test_a_backfill_killed_before_its_index_is_built_builds_it_when_it_is_repeated(
    environment: dict[str, str], endpoint: EmbeddingEndpoint, database_url: str
) -> None:
    asyncio.run(fill_bulk(database_url))
    bulk = ("embeddings", "backfill", "--batch-size", "400")
    with endpoint.hold_from(3), start_gifter(environment, *bulk) as killed:
        endpoint.wait_for_requests(3)
        without = asyncio.run(number_of_indexes(database_url))
        killed.kill()

    resumed = CliRunner().invoke(app, [*bulk, "--json"], env=environment)

    report = json.loads(resumed.stdout)
    assert report["embedded"] == report["outdated"] < 1000
    assert asyncio.run(number_of_indexes(database_url)) == without + 1


def test_vectors_of_two_models_are_kept_and_a_repetition_has_nothing_to_do(
    backfill: Backfill,
) -> None:
    results = [backfill(), backfill("--model", "local"), backfill()]

    assert [result.exit_code for result in results] == [0, 0, 0]
    assert [result.stdout.rpartition(" in ")[0] for result in results] == [
        f"openai/words/{DIMS}: 12 of 12 products embedded",
        "local/wordllama-l2-supercat/256: 12 of 12 products embedded",
        f"openai/words/{DIMS}: 0 of 0 products embedded",
    ]


def test_a_refusal_of_the_provider_is_printed_without_the_key(
    endpoint: EmbeddingEndpoint, backfill: Backfill
) -> None:
    endpoint.failures = [(401, {})]

    result = backfill()

    assert (result.exit_code, result.stdout) == (1, "")
    assert "The embedding provider refused us (401 no_way)" in result.stderr
    assert "sk-very-secret" not in result.stderr

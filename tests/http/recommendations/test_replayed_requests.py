"""A stored list can be made again, or the versions that are gone are named."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from builders.ai.embedders import CountingEmbedder
from builders.catalogue.rows import put_product
from builders.recommendations.catalogue_rows import embed_all, put_catalogue
from gifter_app.container import Container
from gifter_cli.main import app
from gifter_domain.recommendations.recommendation import RecommendationRequestNotFound

GIFTS = [
    {"id": "trowel", "title": "Garden trowel", "price_minor": 2400},
    {"id": "gloves", "title": "Gardening gloves", "price_minor": 1200},
    {"id": "lamp", "title": "Oak lamp", "price_minor": 3900},
]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    await put_catalogue(container.database(), GIFTS)


@pytest.fixture
async def asked(client: httpx.AsyncClient, container: Container) -> dict[str, Any]:
    return await _ask(client, container)


async def _ask(client: httpx.AsyncClient, container: Container) -> dict[str, Any]:
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=1))
    client.headers["Authorization"] = f"Bearer {token}"
    body = {
        "context": {"text": "something for my aunt who gardens, no candles, under £30"},
        "overrides": {"budget": {"max": 5000}},
    }
    answer: dict[str, Any] = (await client.post("/v1/recommendations", json=body)).json()
    return answer


async def _gifter(database_url: str, home: Path, *arguments: str) -> Result:
    environment = {"DATABASE_URL": database_url, "GIFTER_HOME": str(home), "COLUMNS": "80"}
    command = ["recommend", "replay", *arguments]
    return await asyncio.to_thread(CliRunner().invoke, app, command, env=environment)


async def _change_versions(container: Container, change: str) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(text(f"UPDATE recommendation_request SET pipeline = {change}"))


async def test_a_replay_gives_the_same_list(
    asked: dict[str, Any], database_url: str, tmp_path: Path
) -> None:
    shown = await _gifter(database_url, tmp_path, asked["requestId"])
    as_json = await _gifter(database_url, tmp_path, asked["requestId"], "--json")

    assert shown.exit_code == as_json.exit_code == 0, shown.output
    assert "The list is the same." in shown.stdout
    document = json.loads(as_json.stdout)
    assert (document["same"], document["gone"]) == (True, [])
    assert document["before"] == [item["product"]["id"] for item in asked["items"]]
    assert [item["why"] for item in document["items"]] == [item["why"] for item in asked["items"]]


async def test_a_list_that_differs_names_the_version_that_is_gone(
    asked: dict[str, Any], container: Container, database_url: str, tmp_path: Path
) -> None:
    await put_product(container.database(), "trowel", title="Garden trowel", status="archived")
    await _change_versions(container, "jsonb_set(pipeline, '{versions,weights}', '\"old\"')")

    shown = await _gifter(database_url, tmp_path, asked["requestId"])
    document = json.loads(
        (await _gifter(database_url, tmp_path, asked["requestId"], "--json")).stdout
    )

    assert shown.exit_code == 1
    assert "The weights old is gone" in shown.stdout
    assert document["same"] is False
    assert [(gone["name"], gone["then"]) for gone in document["gone"]] == [("weights", "old")]


async def test_a_replay_without_the_model_for_titles_names_it(
    client: httpx.AsyncClient, container: Container, database_url: str, tmp_path: Path
) -> None:
    titles = CountingEmbedder("titles")
    await embed_all(container.catalogue().product_embeddings, titles)
    container.title_embedder.override(titles)
    asked = await _ask(client, container)

    as_json = await _gifter(database_url, tmp_path, asked["requestId"], "--json")

    assert json.loads(as_json.stdout)["gone"] == [
        {"name": "title_model", "then": titles.model.key, "now": "none"}
    ]


async def test_a_list_that_differs_by_the_catalogue_says_so(
    asked: dict[str, Any], container: Container, database_url: str, tmp_path: Path
) -> None:
    await put_product(container.database(), "trowel", title="Garden trowel", status="archived")

    shown = await _gifter(database_url, tmp_path, asked["requestId"])

    assert shown.exit_code == 1
    assert "the catalogue or the taste has changed" in " ".join(shown.stdout.split())


async def test_a_request_of_an_earlier_release_can_be_replayed(
    asked: dict[str, Any], container: Container
) -> None:
    await _change_versions(container, "pipeline - 'version' - 'versions'")

    replayed = await container.recommendations().replay_recommendations.execute(asked["requestId"])

    assert replayed.is_same
    assert {gone.then for gone in replayed.gone} == {"unknown"}


async def test_an_unknown_request_cannot_be_replayed(
    container: Container, database_url: str, tmp_path: Path
) -> None:
    refused = await _gifter(database_url, tmp_path, "nobody")

    assert refused.exit_code == 1
    assert "There is no such recommendation request." in refused.output
    with pytest.raises(RecommendationRequestNotFound):
        await container.recommendations().replay_recommendations.execute("nobody")

"""Fixtures: a signed-in client, and one product of one brand."""

from datetime import timedelta

import httpx
import pytest

from builders.catalogue.rows import put_brand, put_product, put_variant
from gifter_app.container import Container


@pytest.fixture
def client(client: httpx.AsyncClient, container: Container) -> httpx.AsyncClient:
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=1))
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
async def trowel(container: Container) -> str:
    """Makes a product and returns its id."""
    database = container.database()
    await put_brand(database, "b1", style_tags=["rustic"], country="GB")
    await put_product(database, "p1", gift_tags=["Gardener"], occasion_fit=["birthday"])
    await put_variant(database, "v1")
    return "p1"

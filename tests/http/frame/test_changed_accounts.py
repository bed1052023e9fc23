"""An account that another process changes or disables counts at the next request."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from sqlalchemy import text

from builders.catalogue.rows import put_brand, put_product
from builders.core.http_clients import http_client
from gifter_adapters.postgres.core.database import Database
from gifter_app.container import Container

# Answers the paths on its standard input, one after the other, in a process of its own.
PROCESS = """
import asyncio, json, sys
from builders.core.http_clients import http_client
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.settings import read_settings

configure_logs(read_settings().app)

async def main():
    app = create_app(Container(read_settings(), development=True))
    async with http_client(app, {"Authorization": "Bearer " + sys.argv[1]}) as client:
        for path in sys.stdin:
            answer = await client.get(path.strip())
            print(json.dumps([answer.status_code, answer.json()]), flush=True)

asyncio.run(main())
"""
# The routes that keep users in memory: found, empty and missing answers.
PATHS = ("/v1/products", "/v1/products?q=none", "/v1/products/p1", "/v1/products/none", "/v1/me")


class OtherProcess:
    def __init__(self, environment: dict[str, str], token: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, token],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def get(self, path: str) -> tuple[int, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        status, body = json.loads(self.process.stdout.readline())
        return status, body


@pytest.fixture
async def other_process(
    container: Container, database_url: str, tmp_path: Path
) -> AsyncIterator[OtherProcess]:
    """Returns another process of the application, which a user signs in to. A product exists."""
    await put_brand(container.database())
    await put_product(container.database())
    token = container.development_identity().mint("ada", lifetime=timedelta(days=3650))
    environment = {"GIFTER_HOME": str(tmp_path), "DATABASE_URL": database_url, "LOG_LEVEL": "error"}
    other = OtherProcess(environment, token)
    yield other
    other.process.communicate("", timeout=10)


async def test_a_disabled_account_is_refused_at_its_next_request_to_any_process(
    other_process: OtherProcess, container: Container
) -> None:
    for path in PATHS:
        before = [other_process.get(path)[0] for _ in range(2)]
        await set_status(container, "DISABLED")
        status, body = other_process.get(path)
        await set_status(container, "ACTIVE")

        assert before in ([200, 200], [404, 404]), path
        assert (status, body["error"]["code"]) == (403, "account_disabled"), path


async def set_status(container: Container, status: str) -> None:
    async with container.database().autocommit() as connection:
        statement = text("UPDATE user_account SET status = :status")
        await connection.execute(statement, {"status": status})


async def test_a_changed_profile_counts_at_the_next_request_to_any_process(
    other_process: OtherProcess, container: Container
) -> None:
    assert other_process.get("/v1/products?maxPrice=5")[0] == 200

    async with container.database().autocommit() as connection:
        await connection.execute(text("UPDATE user_account SET default_currency = 'broken'"))

    status, body = other_process.get("/v1/products?maxPrice=5")
    assert (status, body["error"]["code"]) == (400, "invalid_input")


async def test_a_known_users_product_is_read_in_one_statement(
    container: Container, app: Litestar, database_url: str
) -> None:
    database = Database(database_url, pool_size=1)
    container.database.override(database)
    await put_brand(database)
    await put_product(database)
    token = container.development_identity().mint("ada", lifetime=timedelta(days=3650))
    statements: list[str] = []
    async with http_client(app, {"Authorization": f"Bearer {token}"}) as client:
        await client.get("/v1/products/p1")
        await client.get("/v1/products/p1")
        async with database.autocommit() as connection:
            connection.driver.add_query_logger(lambda one: statements.append(one.query))
        await client.get("/v1/products/p1")

    await database.close()
    assert len(statements) == 1

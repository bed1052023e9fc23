"""Fixtures: one process of Gifter on a durable database full of products, and the ratio table."""

import asyncio
import os
from collections.abc import Generator, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import pytest
from litestar import Litestar
from pgvector.asyncpg import register_vector

from benchmarks.event_loop import Run
from benchmarks.filling import fill
from benchmarks.raw_cost import ratio_table
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, read_settings

PRODUCTS = int(os.environ.get("GIFTER_BENCH_PRODUCTS", "20000"))
_QUIET = {"LOG_LEVEL": "error"}
Groups = list[tuple[str, list[Mapping[str, Any]]]]  # Any: pytest-benchmark has no types
_GROUPS = pytest.StashKey[Groups]()

configure_logs(AppSettings(log_level="error"))


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Returns a function that runs a coroutine in the one event loop of all benchmarks."""
    with asyncio.Runner() as runner:
        yield runner.get_loop().run_until_complete


def _candidates(container: Container) -> PostgresCandidates:
    """Returns a search that is exact for up to half of the products.

    The real threshold is half of the full catalogue, so this keeps the proportion.
    """
    register = container.catalogue().product_embeddings.register
    return PostgresCandidates(container.database(), register, exact_up_to=PRODUCTS // 2)


@pytest.fixture(scope="session")
def container(run: Run) -> Iterator[Container]:
    """Returns the services of `gifter dev`, on an embedded server that writes commits to disk."""
    with TemporaryDirectory(prefix="gifter-bench-") as home:
        Path(home).chmod(0o711)  # lets the server's user in when this runs as root
        running = running_container(read_settings({"GIFTER_HOME": home} | _QUIET), development=True)
        container = run(running.__aenter__())
        try:
            run(fill(container, PRODUCTS))
            index = container.product_index()
            run(container.closing().enter_async_context(index.running()))
            run(index.refresh())
            yield container
        finally:
            run(running.__aexit__(None, None, None))


@pytest.fixture(scope="session")
def app(container: Container) -> Litestar:
    return create_app(container)


@pytest.fixture(scope="session")
def signed_in(container: Container) -> dict[str, str]:
    """Returns the headers of a signed-in user."""
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=1))
    return {"authorization": f"Bearer {token}"}


@pytest.fixture(scope="session")
def recordable(container: Container, run: Run) -> Iterator[Container]:
    """Returns the same services on a single connection, so that its statements can be recorded."""
    settings = read_settings({"DATABASE_POOL_SIZE": "1"} | _QUIET)
    single = Container(settings=settings)
    single.database_url.override(container.database_url())
    single.candidates.override(_candidates(single))
    yield single
    run(single.closing().aclose())


@pytest.fixture(scope="session")
def raw(container: Container, run: Run) -> Iterator[asyncpg.Connection]:
    """Returns a connection of the bare driver, to measure the cost of the database alone."""
    url = str(container.database_url()).replace("+asyncpg", "")
    connection = run(asyncpg.connect(url, server_settings={"jit": "off"}))
    run(register_vector(connection))
    yield connection
    run(connection.close())


@pytest.hookimpl(wrapper=True)
def pytest_benchmark_group_stats(config: pytest.Config) -> Generator[None, Groups, Groups]:
    groups = yield
    config.stash[_GROUPS] = groups
    return groups


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if groups := config.stash.get(_GROUPS, None):
        terminalreporter.write(ratio_table(groups))

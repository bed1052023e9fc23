"""One embedded PostgreSQL for the run, and one database per worker, emptied before each test."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import httpx
import pytest
from hypothesis import settings as hypothesis_settings
from litestar import Litestar

from builders.core.applications import an_application
from builders.core.http_clients import http_client
from gifter_adapters.embedded_postgres import ServerAddress, embedded_postgres
from gifter_adapters.postgres.catalogue.tables import embedding_model
from gifter_adapters.postgres.core import migrate
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.metadata import metadata
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.settings import AppSettings, read_settings

_SOCKET = "GIFTER_TEST_POSTGRES_SOCKET"
_TEMPLATE = "template_gifter"
_OWN = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "main")

TESTS = Path(__file__).parent
# The modules that take longest come first, so that no worker waits for another one at the end.
_LONGEST = (
    "workers/reminders/test_exactly_once.py",
    "cli/test_demo.py",
    "cli/jobs/test_worker_command.py",
    "adapters/postgres/test_migrations.py",
    "cli/evaluation/test_eval_taste.py",
    "cli/catalogue/test_catalogue_command.py",
    "adapters/embedded_postgres/test_embedded_postgres_kills.py",
    "adapters/recommendations/test_trait_limits.py",
    "project/test_notebooks.py",
)

hypothesis_settings.register_profile("gifter", deadline=None, derandomize=True, print_blob=False)
hypothesis_settings.load_profile("gifter")

configure_logs(AppSettings(log_level="error"))

_server = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server in the controller. Workers find it by its socket."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    home = Path(tempfile.mkdtemp(prefix="gifter-test-"))
    _server.callback(shutil.rmtree, home, ignore_errors=True)
    home.chmod(0o711)  # lets the server's user in when the tests run as root
    address = _server.enter_context(embedded_postgres(home, durable=False))
    asyncio.run(_make_template(address))
    os.environ[_SOCKET] = str(address.socket_dir)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(TESTS).as_posix(), len(places)))


def pytest_unconfigure(config: pytest.Config) -> None:
    _server.close()


async def _make_template(address: ServerAddress) -> None:
    await _admin(address, f"CREATE DATABASE {_TEMPLATE}")
    database = Database(address.url(_TEMPLATE))
    await migrate.upgrade(database)
    await database.close()


async def _admin(address: ServerAddress, *statements: str, database: str = "postgres") -> None:
    """Runs statements that need no transaction, on the maintenance database or another."""
    connection = await asyncpg.connect(
        host=str(address.socket_dir), port=address.port, user="postgres", database=database
    )
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def server() -> ServerAddress:
    """Returns the PostgreSQL server of this run."""
    return ServerAddress(Path(os.environ[_SOCKET]), 5432)


def _fresh_database(server: ServerAddress, name: str, *, template: str) -> None:
    create = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
    asyncio.run(_admin(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", create))


@pytest.fixture(scope="session")
def worker_database_url(server: ServerAddress) -> Iterator[str]:
    """Returns a migrated database of this worker."""
    _fresh_database(server, _OWN, template=_TEMPLATE)
    yield server.url(_OWN)
    asyncio.run(_admin(server, f"DROP DATABASE {_OWN} WITH (FORCE)"))


@pytest.fixture
def empty_database_url(server: ServerAddress) -> Iterator[str]:
    """Returns a database without migrations, for this test only."""
    name = "empty_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    _fresh_database(server, name, template="template0")
    yield server.url(name)
    asyncio.run(_admin(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _empty(server: ServerAddress) -> None:
    """Empties every table of the worker's database, except that of models, which have indexes."""
    tables = (one for one in reversed(metadata.sorted_tables) if one is not embedding_model)
    await _admin(server, "".join(f"DELETE FROM {one.name};" for one in tables), database=_OWN)


@pytest.fixture
async def database_url(server: ServerAddress, worker_database_url: str) -> str:
    """Empties the worker's database and returns its URL."""
    await _empty(server)
    return worker_database_url


@pytest.fixture(scope="module")
def emptied_database_url(server: ServerAddress, worker_database_url: str) -> str:
    """Empties the worker's database once, for a module that empties it between its own cases."""
    asyncio.run(_empty(server))
    return worker_database_url


@pytest.fixture
async def application(
    database_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Container, Litestar]]:
    settings = read_settings({"GIFTER_HOME": str(tmp_path), "LOG_LEVEL": "error"})
    async with an_application(settings) as (container, app):
        container.database_url.override(database_url)
        yield container, app


@pytest.fixture
def container(application: tuple[Container, Litestar]) -> Container:
    """Returns the services of one process on the test database, like those of `gifter dev`."""
    return application[0]


@pytest.fixture
def app(application: tuple[Container, Litestar], container: Container) -> Litestar:
    """Returns the application on the services of `container`, which a test may override."""
    return application[1]


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Returns a client of the whole application, in the test's own event loop."""
    async with http_client(app) as http:
        yield http

"""The web server: inside this process (`dev`, `demo`), or in processes of its own (`serve`)."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.server.embed import Server

from gifter_app.garbage import collect_seldom
from gifter_app.logs import configure_logs
from gifter_app.orphans import end_with_parent, restore_signals
from gifter_app.settings import HttpSettings, read_settings
from gifter_domain.shared.errors import Unavailable

if TYPE_CHECKING:
    from litestar import Litestar

_START_LIMIT_S = 10.0
_STOP_LIMIT_S = 30


class AddressInUse(Unavailable):
    code = "address_in_use"


def free_port() -> int:
    """Returns a TCP port of the loopback interface on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def serving(app: Litestar, host: str, port: int) -> AsyncIterator[None]:
    """Serves `app` in this event loop inside the block. Raises `AddressInUse`."""
    _check_free(host, port)
    collect_seldom()
    server = Server(app, address=host, port=port, interface=Interfaces.ASGINL, log_enabled=False)
    task = asyncio.create_task(server.serve())
    try:
        await _until_listening(task, host, port)
        yield
    finally:
        server.stop()
        await task


def serve_processes(http: HttpSettings) -> None:
    """Serves in `http.workers` processes until a signal ends them; each opens its own services."""
    _check_free(http.host, http.port)
    os.register_at_fork(after_in_child=restore_signals)
    Granian(
        f"{__name__}:from_environment",
        address=http.host,
        port=http.port,
        workers=http.workers,
        interface=Interfaces.ASGI,
        factory=True,
        log_enabled=True,
        log_access=False,
        workers_kill_timeout=_STOP_LIMIT_S,
    ).serve()


def from_environment() -> Litestar:
    """Builds the application of one `gifter serve` process, which closes its services itself."""
    end_with_parent()
    # They take a second, which the process that starts the others can do without.
    from gifter_app.asgi import create_app
    from gifter_app.container import Container

    settings = read_settings()
    configure_logs(settings.app)
    container = Container(settings)
    app = create_app(container)
    app.on_startup.extend(model.start for model in container.load_models_behind())

    async def keep_index() -> None:
        await container.closing().enter_async_context(container.product_index().running())

    app.on_startup.append(keep_index)
    app.on_shutdown.append(container.closing().aclose)
    collect_seldom()
    return app


def _check_free(host: str, port: int) -> None:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise AddressInUse(
            f"{host}:{port} is not available ({error.strerror}); choose another port with --port."
        ) from error


async def _until_listening(task: asyncio.Task[None], host: str, port: int) -> None:
    async with asyncio.timeout(_START_LIMIT_S):
        while not task.done():
            try:
                _, writer = await asyncio.open_connection(host, port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return
    await task

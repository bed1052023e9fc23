"""Whole applications for tests.

They are reused, since building one takes longer than most tests.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dependency_injector.providers import Singleton
from litestar import Litestar

from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.settings import Settings

_idle: list[tuple[Container, Litestar]] = []


@asynccontextmanager
async def an_application(settings: Settings) -> AsyncIterator[tuple[Container, Litestar]]:
    """Yields a container and application like those of `gifter dev`, with fresh services.

    Overrides by the test last until the end of the context.
    """
    container, app = _idle.pop() if _idle else _build(settings)
    handler = app.asgi_handler
    container.settings.override(settings)
    container.development.override(True)
    for service in vars(container).values():
        if isinstance(service, Singleton):
            service.reset()
    try:
        yield container, app
    finally:
        await container.closing().aclose()
        for service in vars(container).values():
            service.reset_override()
        app.asgi_handler = handler
        _idle.append((container, app))


def _build(settings: Settings) -> tuple[Container, Litestar]:
    container = Container(settings, development=True)
    return container, create_app(container)

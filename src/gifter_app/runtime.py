"""Opening and closing the services of a process, and the embedded database if none is set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gifter_app.container import Container
from gifter_app.settings import Settings


@asynccontextmanager
async def running_container(
    settings: Settings, *, development: bool = False
) -> AsyncIterator[Container]:
    """Yields the container of this process, and closes all its services at the end of the block.

    Without DATABASE_URL it starts the embedded PostgreSQL of GIFTER_HOME, or joins it if it runs
    already, and applies all migrations. A database of your own is migrated only by
    `gifter migrate`. `development` turns on the development identity provider, unless
    BETTERAUTH_ISSUER is set.
    """
    container = Container(settings, development and settings.betterauth.issuer is None)
    async with container.closing() as closing:
        if settings.database.url is None:
            address = closing.enter_context(container.embedded_postgres())
            container.database_url.override(address.url())
            await container.migrations().upgrade()
        yield container

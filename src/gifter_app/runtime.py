"""Opens and closes everything a process needs: the embedded database if none is set, the pool."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gifter_app.container import Container
from gifter_app.settings import Settings


@asynccontextmanager
async def running_container(
    settings: Settings, *, development: bool = False
) -> AsyncIterator[Container]:
    """Opens the services of this process inside the block; every close runs at its end.

    Without DATABASE_URL the embedded PostgreSQL of GIFTER_HOME is joined or started, and brought
    up to the newest migration; a database of your own is migrated by `gifter migrate` only.
    `development` turns on the development identity provider, unless BETTERAUTH_ISSUER is set.
    """
    container = Container(settings, development and settings.betterauth.issuer is None)
    async with container.closing() as closing:
        if settings.database.url is None:
            address = closing.enter_context(container.embedded_postgres())
            container.database_url.override(address.url())
            await container.migrations().upgrade()
        yield container

"""Opens and closes everything a process needs: the embedded database if none is set, the pool."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from gifter_app.container import Container, close
from gifter_app.settings import Settings


@asynccontextmanager
async def running_container(
    settings: Settings, *, development: bool = False
) -> AsyncIterator[Container]:
    """The services of this process, ready to use; closed at the end.

    Without DATABASE_URL the embedded PostgreSQL of GIFTER_HOME is joined or started, and brought
    up to the newest migration; a database of your own is migrated by `gifter migrate` only.
    `development` turns on the development identity provider, unless BETTERAUTH_ISSUER is set.
    """
    container = Container(settings=settings)
    container.development.override(development and settings.betterauth.issuer is None)
    with ExitStack() as stack:
        embedded = settings.database.url is None
        if embedded:
            address = stack.enter_context(container.embedded_postgres())
            container.database_url.override(address.url())
        try:
            if embedded:
                await container.upgrade_database()()
            yield container
        finally:
            await close(container)

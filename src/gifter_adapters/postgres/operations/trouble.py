"""Says why the database of DATABASE_URL cannot be used, and names its host, role and database."""

import asyncio
import socket
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import asyncpg

from gifter_adapters.postgres.core.urls import driver_url
from gifter_domain.shared.facts import Trouble

_CONNECT_WITHIN_S = 5.0
_PGVECTOR = """
    SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS is_installed,
           current_setting('server_version') AS version
"""


@dataclass(frozen=True, slots=True)
class _Target:
    """The parts of DATABASE_URL that may be shown."""

    host: str
    role: str
    database: str

    @classmethod
    def of(cls, url: str) -> "_Target":
        parts = urlsplit(driver_url(url))
        host = parts.netloc.rpartition("@")[2] or "the local socket"
        role = unquote(parts.username or "") or "the default role"
        return cls(host, role, unquote(parts.path.strip("/")) or role)


async def database_trouble(url: str) -> Trouble | None:
    """Returns the reason why the database cannot be used, or None. Writes nothing."""
    try:
        target = _Target.of(url)
        driver = await asyncpg.connect(driver_url(url), timeout=_CONNECT_WITHIN_S)
    except (ValueError, asyncpg.ClientConfigurationError) as error:
        return Trouble(f"DATABASE_URL cannot be read: {error}", "See .env.example for its form.")
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return _refused(error, target)
    try:
        found = await driver.fetchrow(_PGVECTOR)
    finally:
        driver.terminate()
    if found["is_installed"]:
        return None
    detail = f"DATABASE_URL, host {target.host}: PostgreSQL {found['version']} has no pgvector"
    return Trouble(detail, "Install pgvector 0.8 or later on that server (docs/running.md).")


def _refused(error: Exception, target: _Target) -> Trouble:
    """Returns the reason why there is no connection."""
    where = f"DATABASE_URL, host {target.host}"
    match error:
        case socket.gaierror():
            reason = f"no host has this name ({error.strerror})"
            return Trouble(f"{where}: {reason}", "Correct the host in DATABASE_URL.")
        case asyncio.TimeoutError():
            reason = f"no answer within {_CONNECT_WITHIN_S:.0f} seconds"
            return Trouble(f"{where}: {reason}", "Check the host, its firewall and the network.")
        case OSError():
            reason = error.strerror or str(error)
            advice = "Start PostgreSQL there, or correct host and port in DATABASE_URL."
            return Trouble(f"{where}: {reason}", advice)
        case asyncpg.InvalidAuthorizationSpecificationError():
            reason = f"the server refuses the role {target.role} or its password"
            return Trouble(f"{where}: {reason}", "Correct role and password in DATABASE_URL.")
        case asyncpg.InvalidCatalogNameError():
            reason = f"the server has no database {target.database}"
            return Trouble(f"{where}: {reason}", "Create it, or correct its name in DATABASE_URL.")
        case _:
            first_line = str(error).partition("\n")[0]
            return Trouble(f"{where}: {first_line}", "Correct this, and run the doctor again.")

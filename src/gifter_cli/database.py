"""`gifter migrate`: brings the database up to the newest migration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from gifter_cli.runtime import with_container

if TYPE_CHECKING:
    from gifter_app.container import Container


def migrate() -> None:
    """Bring the database to the newest migration.

    Running it again changes nothing.

    [dim]DATABASE_URL=postgresql://... gifter migrate[/dim]
    """
    with_container(_migrate)


async def _migrate(container: Container) -> int:
    revisions = container.migrations().revisions
    before, newest = await revisions()
    await container.migrations().upgrade()
    changed = f"{before or 'empty'} → {newest}"
    typer.echo(f"Nothing to do, at {newest}." if before == newest else changed)
    return 0

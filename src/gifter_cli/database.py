"""`gifter migrate`: brings the database up to the newest migration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from gifter_cli.runtime import fail, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container


def migrate() -> None:
    """Bring the database to the newest migration.

    Running it again changes nothing.

    [dim]DATABASE_URL=postgresql://... gifter migrate[/dim]
    """
    with_container(_migrate)


async def _migrate(container: Container) -> int:
    migrations = container.migrations()
    if (trouble := await migrations.trouble()) is not None:
        fail(f"{trouble.detail}\n{trouble.advice}")
    if commands := await migrations.missing_rights():
        listed = "\n".join(f"  {command};" for command in commands)
        fail(
            "the role of DATABASE_URL lacks rights. An administrator must first run in this "
            f"database:\n{listed}"
        )
    before, newest = await migrations.revisions()
    await migrations.upgrade()
    changed = f"{before or 'empty'} → {newest}"
    typer.echo(f"Nothing to do, at {newest}." if before == newest else changed)
    return 0

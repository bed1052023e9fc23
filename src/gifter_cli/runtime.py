"""Running a command with open services, and turning its errors into one line and an exit code."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console

from gifter_domain.shared.errors import GifterError

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.settings import Settings

errors = Console(stderr=True, highlight=False)

FAILED = 1
MISUSED = 2


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Prints the message on stderr and ends the command."""
    errors.print(f"[red]gifter:[/red] {message}", markup=True, soft_wrap=True)
    raise typer.Exit(code)


def settings_or_exit(*, service: bool = False) -> Settings:
    """Reads the settings and sets up logs. Ends the command with exit code 2 if one is wrong.

    A `service` logs at the level of LOG_LEVEL. Other commands log only warnings and errors, unless
    LOG_LEVEL is set.
    """
    from gifter_app.logs import configure_logs
    from gifter_app.settings import SettingsError, read_settings

    try:
        settings = read_settings()
    except SettingsError as error:
        fail(f"these settings are wrong (see .env.example):\n{error}", MISUSED)
    quiet = not service and not os.environ.get("LOG_LEVEL")
    configure_logs(replace(settings.app, log_level="warning") if quiet else settings.app)
    return settings


def run(main: Awaitable[int]) -> None:
    """Runs a command and exits with its result. An error is printed as one line.

    With LOG_LEVEL=debug an unexpected error is raised with its traceback.
    """

    async def awaited() -> int:
        return await main

    try:
        code = asyncio.run(awaited())
    except KeyboardInterrupt:
        code = 130
    except typer.Exit:  # the command has said why
        raise
    except GifterError as error:
        fail(error.message)
    except Exception as error:
        if os.environ.get("LOG_LEVEL") == "debug":
            raise
        fail(f"{error or type(error).__name__}\nSet LOG_LEVEL=debug to see where it happened.")
    raise typer.Exit(code)


def with_container(
    command: Callable[[Container], Awaitable[int]],
    *,
    development: bool = False,
    service: bool = False,
) -> None:
    """Opens the services, runs `command` with them, and exits with its result."""
    settings = settings_or_exit(service=service)
    from gifter_app.runtime import running_container  # takes a second

    async def main() -> int:
        async with running_container(settings, development=development) as container:
            return await command(container)

    run(main())

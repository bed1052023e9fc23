"""Runs a command on a process's services, and turns its failures into one line and an exit code."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import NoReturn

import typer
from rich.console import Console

from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import Settings, SettingsError, read_settings
from gifter_domain.shared.errors import GifterError

errors = Console(stderr=True, highlight=False)

FAILED = 1
MISUSED = 2


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Ends the command with a message on stderr."""
    errors.print(f"[red]gifter:[/red] {message}", markup=True, soft_wrap=True)
    raise typer.Exit(code)


def settings_or_exit(*, service: bool = False) -> Settings:
    """The settings, with logs set up; ends the command with exit code 2 if a variable is wrong.

    A `service` logs what it does; other commands only what goes wrong, unless LOG_LEVEL is set.
    """
    try:
        settings = read_settings()
    except SettingsError as error:
        fail(f"these settings are wrong (see .env.example):\n{error}", MISUSED)
    quiet = not service and not os.environ.get("LOG_LEVEL")
    configure_logs(replace(settings.app, log_level="warning") if quiet else settings.app)
    return settings


def run(main: Awaitable[int]) -> None:
    """Runs a command to its exit code; failures are one line, in full at LOG_LEVEL=debug."""

    async def awaited() -> int:
        return await main

    try:
        code = asyncio.run(awaited())
    except KeyboardInterrupt:
        code = 130
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
    """Runs `command` with the services open; its result is the exit code."""
    settings = settings_or_exit(service=service)

    async def main() -> int:
        async with running_container(settings, development=development) as container:
            return await command(container)

    run(main())

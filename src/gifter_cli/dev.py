"""`gifter dev`: API, worker and scheduler in one process on the embedded database."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from gifter_app.settings import DEVELOPMENT_WEBHOOK_SECRET
from gifter_cli.identity import LIFETIME
from gifter_cli.runtime import with_container
from gifter_domain.shared.errors import InvalidInput

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.settings import BetterAuthSettings

out = Console(highlight=False, soft_wrap=True)


def dev(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
) -> None:
    """Run API, worker and scheduler in one process, with nothing to install or configure.

    [dim]gifter dev --port 8080[/dim]
    """

    async def main(container: Container) -> int:
        from gifter_app.asgi import create_app  # takes a second
        from gifter_app.serving import serving

        settings = container.settings()
        _refuse_half_an_identity_provider(settings.betterauth)
        listening = replace(settings.http, host=host, port=port)
        container.settings.override(replace(settings, http=listening))  # for links in mail
        app = create_app(container)
        async with (
            container.workers().running(),
            container.product_index().running(),
            serving(app, host, port),
        ):
            _welcome(container, f"http://{host}:{port}")
            await stop_requested()
        out.print("Stopped.")
        return 0

    with_container(main, development=True, service=True)


def _refuse_half_an_identity_provider(settings: BetterAuthSettings) -> None:
    if settings.issuer and not (settings.audience and settings.jwks_url):
        raise InvalidInput(
            "BETTERAUTH_ISSUER is set, so BETTERAUTH_AUDIENCE and BETTERAUTH_JWKS_URL must be set "
            "too. To use development tokens, unset BETTERAUTH_ISSUER."
        )


async def stop_requested() -> None:
    """Waits for Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


def _welcome(container: Container, url: str) -> None:
    out.print(f"[bold]Gifter[/bold] runs at {url} (API page: {url}/docs). Stop it with Ctrl-C.\n")
    if container.development():
        out.print(f"Try a request in a browser: {url}/try\n")
    if DEVELOPMENT_WEBHOOK_SECRET in container.webhook_secrets():
        out.print(f"Webhooks: X-Internal-Webhook-Secret: {DEVELOPMENT_WEBHOOK_SECRET}")
    if container.settings().betterauth.issuer:
        out.print("Tokens: from BETTERAUTH_ISSUER.")
        return
    token = container.development_identity().mint(
        "developer", email="developer@example.com", name="Dev", lifetime=LIFETIME
    )
    out.print("Ask for gifts (to get a sample catalogue first, run: gifter demo):\n")
    typer.echo(f"curl -s {url}/v1/recommendations -H 'Content-Type: application/json' \\")
    typer.echo(f"  -H 'Authorization: Bearer {token}' \\")
    typer.echo('  -d \'{"context": {"text": "something for a friend who gardens, under £40"}}\'\n')

"""`gifter serve`: the API for real deployments."""

from typing import Annotated

import typer

from gifter_cli.runtime import MISUSED, fail, settings_or_exit
from gifter_domain.shared.errors import GifterError


def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on. Default: HTTP_HOST.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="The port to listen on. Default: HTTP_PORT."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="The number of processes. Default: HTTP_WORKERS.")
    ] = None,
) -> None:
    """Serve the API with your own PostgreSQL and BetterAuth's tokens.

    [dim]gifter migrate && gifter serve --host 0.0.0.0 --workers 2[/dim]
    """
    settings = settings_or_exit(service=True)
    from gifter_app.serving import serve_processes  # takes a second
    from gifter_app.settings import HttpSettings, missing_for_serving

    if missing := missing_for_serving(settings):
        names = "\n".join(f"  {name}" for name in missing)
        fail(
            f"these settings are missing (see .env.example; `gifter dev` needs none):\n{names}",
            MISUSED,
        )
    defaults = settings.http
    http = HttpSettings(host or defaults.host, port or defaults.port, workers or defaults.workers)
    try:
        serve_processes(http)
    except GifterError as error:
        fail(error.message)

"""`gifter token`: printing a token of the development identity provider."""

from datetime import timedelta
from typing import Annotated

import typer

from gifter_cli.runtime import MISUSED, fail, settings_or_exit

LIFETIME = timedelta(hours=24)


def _named(sub: str) -> str:
    if not sub.strip():
        raise typer.BadParameter("must not be empty")
    return sub


def token(
    sub: Annotated[str, typer.Option(help="The id of the user, as you like.", callback=_named)],
    email: Annotated[str | None, typer.Option(help="The user's e-mail address.")] = None,
    name: Annotated[str | None, typer.Option(help="The user's name.")] = None,
) -> None:
    """Print a bearer token for `gifter dev`, valid for a day.

    [dim]curl -H "Authorization: Bearer $(gifter token --sub ada)" localhost:8000/v1/me[/dim]
    """
    settings = settings_or_exit()
    if settings.betterauth.issuer:
        fail("BETTERAUTH_ISSUER is set, so only its tokens are accepted.", MISUSED)
    from gifter_app.container import Container  # takes a second

    container = Container(settings=settings)
    typer.echo(
        container.development_identity().mint(sub, email=email, name=name, lifetime=LIFETIME)
    )

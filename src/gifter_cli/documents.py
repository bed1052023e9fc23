"""`gifter openapi` and `gifter env-example`: printing documents that are made from the code."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gifter_cli.runtime import fail

_WriteOption = Annotated[
    Path | None, typer.Option("--write", metavar="FILE", help="Write to FILE instead of stdout.")
]


def openapi_document() -> str:
    """Returns the OpenAPI document in the form of docs/openapi.json."""
    from gifter_app.asgi import create_app  # takes a second
    from gifter_app.container import Container
    from gifter_app.settings import Settings

    schema = create_app(Container(settings=Settings())).openapi_schema.to_schema()
    return (
        msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode() + "\n"
    )


def openapi(write: _WriteOption = None) -> None:
    """Print the OpenAPI document.

    [dim]gifter openapi --write docs/openapi.json[/dim]
    """
    _deliver(openapi_document(), write)


def env_example(write: _WriteOption = None) -> None:
    """Print all settings with their descriptions and defaults.

    [dim]gifter env-example --write .env.example[/dim]
    """
    from gifter_app.settings import env_example as rendered

    _deliver(rendered(), write)


def _deliver(text: str, target: Path | None) -> None:
    if target is None:
        typer.echo(text, nl=False)
    else:
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"{target} cannot be written: {error.strerror}")

"""The documents that are rendered from the code are in step with it."""

from pathlib import Path

from gifter_app.settings import env_example
from gifter_cli.documents import openapi_document

ROOT = Path(__file__).parents[2]


def test_env_example_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text() == env_example(), (
        "run: gifter env-example --write .env.example"
    )


def test_openapi_document_is_what_the_routes_say() -> None:
    assert (ROOT / "docs" / "openapi.json").read_text() == openapi_document(), (
        "run: gifter openapi --write docs/openapi.json"
    )

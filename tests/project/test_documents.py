"""Documents that are generated from the code are up to date."""

from pathlib import Path

from gifter_app.settings import env_example
from gifter_cli.documents import openapi_document

ROOT = Path(__file__).parents[2]


def test_env_example_matches_the_settings() -> None:
    assert (ROOT / ".env.example").read_text() == env_example(), (
        "run: gifter env-example --write .env.example"
    )


def test_the_openapi_document_matches_the_routes() -> None:
    assert (ROOT / "docs" / "openapi.json").read_text() == openapi_document(), (
        "run: gifter openapi --write docs/openapi.json"
    )

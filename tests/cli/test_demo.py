"""`gifter demo` and `gifter dev` as a new developer runs them: as processes, in an empty home."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gifter_adapters.embedded_postgres import data_location

GIFTER = Path(sys.executable).parent / "gifter"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Yields an empty home, and deletes it with its data, which root's server keeps elsewhere."""
    yield tmp_path
    shutil.rmtree(data_location(tmp_path).parent)


def gifter(home: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    own = {"GIFTER_HOME": str(home), "PATH": os.environ["PATH"], "HOME": str(home)}
    return subprocess.run(
        [str(GIFTER), *arguments], env=own | given, capture_output=True, text=True, timeout=120
    )


def test_the_demo_recommends_gifts_and_completes_a_taste_profile_in_an_empty_home(
    home: Path,
) -> None:
    result = gifter(home, "demo", "--json")

    assert result.returncode == 0, result.stderr
    story = json.loads(result.stdout)
    assert story["products"] >= 300
    assert story["embedded"] >= 300
    assert len(story["requests"]) == 3
    gardening = story["requests"][0]
    assert len(gardening["items"]) >= 5
    assert all(item["price"] < 4000 for item in gardening["items"])
    assert all(item["explanation"] for item in gardening["items"])
    taste = story["taste"]
    assert 7 <= len(taste["conversation"]) <= 10
    assert "gardening" in taste["facets"]["interests"]
    assert taste["before"] != [item["title"] for item in taste["after"]]
    assert sum(" who loves " in item["explanation"] for item in taste["after"]) >= 4
    # On any day the end of February and Christmas are both within a year.
    assert {reminder["occurrenceOn"][5:7] for reminder in story["reminders"]} == {"02", "12"}
    assert {reminder["channel"] for reminder in story["reminders"]} == {"PUSH", "EMAIL"}


def test_dev_refuses_incomplete_betterauth_settings(home: Path) -> None:
    result = gifter(home, "dev", BETTERAUTH_ISSUER="https://auth.example.com")

    assert result.returncode == 1
    assert "BETTERAUTH_AUDIENCE" in result.stderr

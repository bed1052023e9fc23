"""`gifter demo` as a newcomer runs it: a process of its own, an empty home, nothing set."""

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
    """An empty home; as root its data lie elsewhere, and go with it."""
    yield tmp_path
    shutil.rmtree(data_location(tmp_path).parent)


def gifter(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"GIFTER_HOME": str(home), "PATH": os.environ["PATH"], "HOME": str(home)}
    return subprocess.run(
        [str(GIFTER), *arguments], env=environment, capture_output=True, text=True, timeout=120
    )


def test_demo_answers_three_questions_from_an_empty_home(home: Path) -> None:
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

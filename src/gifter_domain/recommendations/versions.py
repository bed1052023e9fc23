"""Versions of everything that decides a list, so that an old list can be explained."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from gifter_domain.catalogue.traits.judge import JUDGE_VERSION
from gifter_domain.language.lexicons import LANGUAGES, lexicon_of

_DIGEST = 8  # hexadecimal digits; versions are compared, never attacked
NONE = "none"


@dataclass(frozen=True, slots=True)
class GoneVersion:
    """A version that a list was made with and that is no longer in use."""

    name: str
    then: str
    now: str


def versions(
    model: str | None, title_model: str | None = None, rates_from: date | None = None
) -> dict[str, str]:
    """Returns the versions of lexicons, reader, judge, weights, models and exchange rates."""
    models = {"model": model or NONE, "title_model": title_model or NONE}
    return {**_of_code(), **models, "rates": str(rates_from) if rates_from else NONE}


def gone_versions(then: Mapping[str, str], now: Mapping[str, str]) -> list[GoneVersion]:
    """Returns the versions that have changed. Lists of earlier releases stored none of them."""
    return [
        GoneVersion(name, then.get(name, "unknown"), version)
        for name, version in now.items()
        if then.get(name, "unknown") != version
    ]


@cache
def _of_code() -> Mapping[str, str]:
    numbers = "/".join(f"{code}-{lexicon_of(code).version}" for code in LANGUAGES)
    return {
        "lexicon": f"{numbers}/{_digest('language', '.toml')}",
        "reader": _digest("language", ".py"),
        "judge": JUDGE_VERSION,
        "weights": _digest("recommendations", ".py", ".toml"),
    }


def _digest(folder: str, *endings: str) -> str:
    """Returns a digest of the files that decide, since a number would be forgotten to raise."""
    found = sha256()
    for file in _files(files("gifter_domain") / folder, endings):
        found.update(file.read_bytes())
    return found.hexdigest()[:_DIGEST]


def _files(folder: Traversable, endings: tuple[str, ...]) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, endings)
        elif entry.name.endswith(endings):
            yield entry

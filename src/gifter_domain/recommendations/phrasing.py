"""Phrasing: the sentences of explanations and the names in them, in each language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The data of one language.

    `patterns` are sentences by the kind of facts in them. `common` are words by which a text of
    this language is recognised. The others are names of codes. `likes`
    is empty in English, where the vocabulary of taste has them.
    """

    common: frozenset[str]
    patterns: Mapping[str, Sequence[str]]
    people: Mapping[str, str]
    occasions: Mapping[str, str]
    interests: Mapping[str, str]
    traits: Mapping[str, str]
    likes: Mapping[str, str] = field(default_factory=dict)

    def pattern(self, kind: str, seed: str, rank: int) -> str:
        """Returns the pattern for a rank. No two ranks of 20 in a row share one."""
        patterns = self.patterns[kind]
        return patterns[_order(len(patterns), f"{kind} {seed}")[rank % len(patterns)]]


def phrasing(language: str) -> Phrasing:
    """Returns the sentences of a language, or the English ones if it has none."""
    return _loaded(language if language in LANGUAGES else ENGLISH)


@cache
def _loaded(language: str) -> Phrasing:
    path = files("gifter_domain.recommendations") / "sentences" / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Phrasing(**{**data, "common": frozenset(data["common"].split())})


@lru_cache(maxsize=1_000)  # every gift of a list asks for the same few
def _order(count: int, seed: str) -> Sequence[int]:
    # Not the hash of the text, which each process makes differently.
    return sorted(range(count), key=lambda at: sha256(f"{seed} {at}".encode()).digest())

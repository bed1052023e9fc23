"""Interests: the ways people name them, and typical gifts for them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gifter_domain.language.matching import roots


@dataclass(frozen=True, slots=True)
class Interest:
    """`names` has the stems of each name, such as those of "bakes" and of "baker"."""

    code: str
    names: tuple[frozenset[str], ...]
    gifts: tuple[str, ...]


@cache
def interests() -> Mapping[str, Interest]:
    """Returns all known interests by their codes."""
    path = files("gifter_domain.recommendations") / "prototypes" / "interests.toml"
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        code: Interest(code, tuple(map(roots, entry["names"])), tuple(entry["gifts"]))
        for code, entry in known.items()
        if code != "version"
    }


def interests_named(words: Iterable[str]) -> tuple[str, ...]:
    """Returns the codes of the interests that words name, in any grammatical form."""
    return _named(" ".join(words))


@lru_cache(maxsize=20_000)  # labels are the same on many products
def _named(text: str) -> tuple[str, ...]:
    has = roots(text)
    return tuple(
        interest.code
        for interest in interests().values()
        if any(name <= has for name in interest.names)
    )


def interests_labelled(labels: Iterable[str]) -> frozenset[str]:
    """Returns the interests that a label names: "For the baker" is for somebody who bakes."""
    return frozenset(interest for label in labels for interest in _named(label))

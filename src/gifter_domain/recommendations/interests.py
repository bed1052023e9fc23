"""Interests: the ways people name them, and typical gifts for them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gifter_domain.language.matching import roots

# Interests of which one serves the other: a label for the cook suits somebody who bakes, and
# somebody who fishes is outdoors as a walker is.
_ALIKE = (
    frozenset({"baking", "cooking", "grilling"}),
    frozenset({"gardening", "houseplants"}),
    frozenset({"reading", "writing"}),
    frozenset({"fishing", "hunting", "hiking", "camping", "climbing"}),
    frozenset({"hiking", "birdwatching"}),
    frozenset({"knitting", "sewing", "crafts"}),
    frozenset({"art", "crafts", "pottery"}),
    frozenset({"music", "guitar", "piano"}),
)


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


def alike_interests(codes: Iterable[str]) -> frozenset[str]:
    """Returns the interests that are like one of these, without these."""
    own = frozenset(codes)
    groups = (group for group in _ALIKE if not group.isdisjoint(own))
    return frozenset().union(*groups) - own

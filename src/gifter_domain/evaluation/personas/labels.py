"""Labels: the subjects and contents of the sample catalogue's products, set by people."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that somebody may love.

    `values` are the values of the taste vocabulary that go with it. `main` are the products made
    for this love, and `side` others that would please. `outgift` is the text of the same interest
    in an evaluation set, or None.
    """

    values: tuple[str, ...]
    main: frozenset[str]
    side: frozenset[str]
    outgift: str | None


@dataclass(frozen=True, slots=True)
class Never:
    """A thing that must not be given to some: values of limits, and the products that have it."""

    limits: tuple[str, ...]
    products: frozenset[str]


def _ids(numbers: Iterable[int]) -> frozenset[str]:
    return frozenset(f"sample-{number:03}" for number in numbers)


def _subject(row: Mapping[str, Any]) -> Subject:  # a table of TOML; a test checks the file
    interests = (f"interest.{code}" for code in row["interests"])
    return Subject(
        (*interests, *row.get("values", ())),
        _ids(row["main"]),
        _ids(row["side"]),
        row.get("outgift"),
    )


_FILE = tomllib.loads(files(__package__).joinpath("sample_catalogue.toml").read_text("utf-8"))
SUBJECTS: Mapping[str, Subject] = {name: _subject(row) for name, row in _FILE["subjects"].items()}
NEVERS: Mapping[str, Never] = {
    name: Never(tuple(row["limits"]), _ids(row["products"]))
    for name, row in _FILE["nevers"].items()
}

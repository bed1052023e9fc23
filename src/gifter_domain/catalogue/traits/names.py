"""The codes that a request may exclude, and their names in English and German."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

_FILE = files("gifter_domain.catalogue.traits").joinpath("names.toml")
NAMES: Mapping[str, Mapping[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
EXCLUDABLE = frozenset(NAMES["en"])

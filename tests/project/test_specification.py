"""docs/specification.md lists every difference between the specification and Gifter, and no other.

A model is compared with its schema in the API document, or with its table if no app sees it.
"""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

import gifter_adapters.postgres
from gifter_adapters.postgres.core.tables import metadata

ROOT = Path(__file__).parents[2]
SPECIFICATION = ROOT / "tests" / "data" / "specification"
DOCUMENT = (ROOT / "docs" / "specification.md").read_text()
API = json.loads((ROOT / "docs" / "openapi.json").read_text())

_MODEL = re.compile(r"^model (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^  (\w+) +(\w+)(\[\])?", re.MULTILINE)
_PLACE = re.compile(r"^\| `(\w+)` \| (?:schema|table) `(\w+)` \|$", re.MULTILINE)
_DIFFERENCE = re.compile(r"^\| `([\w.]+)` \| [^|]+ \| [^|]+ \|$", re.MULTILINE)
_ABSENT_MODEL = re.compile(r"^\| `(\w+)` \| not built yet \| [^|]+ \|$", re.MULTILINE)
_ABSENT_ENDPOINT = re.compile(r"^\| `([A-Z]+ /v1/\S+)` \| [^|]+ \|$", re.MULTILINE)

MODELS = dict(_MODEL.findall((SPECIFICATION / "schema.prisma").read_text()))
PLACES = dict(_PLACE.findall(DOCUMENT))


def fields_of(model: str) -> set[str]:
    """Returns the model's own fields, without its relations to other models."""
    fields = _FIELD.findall(MODELS[model])
    return {name for name, kind, _ in fields if kind not in MODELS}


def shown_fields(place: str) -> set[str]:
    """Returns the fields of a schema, or the columns of a table in camelCase."""
    schemas = API["components"]["schemas"]
    if place in schemas:
        return {*schemas[place]["properties"]}
    for module in pkgutil.walk_packages(
        gifter_adapters.postgres.__path__, "gifter_adapters.postgres."
    ):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)
    return {_camel(column.name) for column in metadata.tables[place].columns}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def test_every_model_has_a_place_or_is_not_built_yet() -> None:
    assert {*PLACES, *_ABSENT_MODEL.findall(DOCUMENT)} == {*MODELS}


@pytest.mark.parametrize("model", sorted(PLACES))
def test_the_listed_differences_of_a_model_are_all_that_there_are(model: str) -> None:
    rows = [name.split(".") for name in _DIFFERENCE.findall(DOCUMENT) if "." in name]
    listed = {field for of, field in rows if of == model}

    assert fields_of(model) - shown_fields(PLACES[model]) == listed


def test_every_endpoint_exists_or_is_listed() -> None:
    specified = (SPECIFICATION / "endpoints.txt").read_text().splitlines()
    existing = {
        f"{method.upper()} {_without_names(path)}"
        for path, operations in API["paths"].items()
        for method in operations
    }

    missing = {one for one in specified if _without_names(one) not in existing}

    assert missing == {*_ABSENT_ENDPOINT.findall(DOCUMENT)}


def _without_names(path: str) -> str:
    return re.sub(r":\w+|\{\w+\}", "{}", path)

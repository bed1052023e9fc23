"""The parts of the API document that clients depend on, and the changes that break clients.

When a version is tagged, `make api-release` stores its surface in tools/api/released.json.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RELEASED = ROOT / "tools" / "api" / "released.json"
DOCUMENT = ROOT / "docs" / "openapi.json"

Part = Any  # a part of the document is any JSON value
# The name of each part that clients see, with its types, values and "required".
Surface = dict[str, list[str]]
_REQUIRED = "required"


def surface(document: Part) -> dict[str, Surface]:
    """Returns what clients send (`input`) and what they get (`output`)."""
    sent: Surface = {}
    got: Surface = {}
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = f"{method.upper()} {path}"
            sent[name] = []
            _add_parameters(sent, schemas, name, operation)
            _add_content(sent, schemas, f"{name} body", operation.get("requestBody", {}))
            for status, response in operation["responses"].items():
                if status < "400":
                    _add_content(got, schemas, f"{name} {status}", response)
    return {"input": sent, "output": got}


def breaks(released: dict[str, Surface], now: dict[str, Surface]) -> list[str]:
    """Returns the names of the parts whose change breaks clients of the released version."""
    sent, got = now["input"], now["output"]
    gone = [name for part in released for name in released[part] if name not in now[part]]
    narrower = [
        name
        for name, before in released["input"].items()
        if name in sent and _narrower(set(before), set(sent[name]))
    ]
    demanded = [
        name
        for name, words in sent.items()
        if _REQUIRED in words and name not in released["input"] and _is_known(name, released)
    ]
    wider = [
        name
        for name, before in released["output"].items()
        if name in got and _wider(set(before), set(got[name]))
    ]
    return sorted({*gone, *narrower, *demanded, *wider})


def _narrower(before: set[str], now: set[str]) -> bool:
    return bool(before - now - {_REQUIRED}) or _REQUIRED in now - before


def _wider(before: set[str], now: set[str]) -> bool:
    """New values of an enum are no break: clients must expect them."""
    types = {word for word in now - before if not word.startswith("=")}
    return bool(types - {_REQUIRED}) or _REQUIRED in before - now


def _is_known(name: str, released: dict[str, Surface]) -> bool:
    """Returns whether the operation or schema that the new part belongs to was released."""
    parent = name.partition(" ?")[0] if " ?" in name else name.rpartition(".")[0]
    return any(known == parent or known.startswith(f"{parent}.") for known in released["input"])


def _add_parameters(into: Surface, schemas: Part, name: str, operation: Part) -> None:
    for one in operation.get("parameters", []):
        words = _types(into, schemas, one["schema"])
        required = [_REQUIRED] if one.get("required") and one["in"] != "path" else []
        into[f"{name} ?{one['name']}"] = sorted({*words, *required})


def _add_content(into: Surface, schemas: Part, name: str, holder: Part) -> None:
    for media, content in holder.get("content", {}).items():
        words = _types(into, schemas, content["schema"])
        into.setdefault(name, []).extend(f"{media} {word}" for word in sorted(words))


def _types(into: Surface, schemas: Part, schema: Part) -> set[str]:
    """Returns the types and values of a schema, and adds the schemas that it refers to."""
    return set(_words(into, schemas, schema))


def _words(into: Surface, schemas: Part, schema: Part) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        _add_schema(into, schemas, name)
        yield name
    for one in (*schema.get("oneOf", []), *schema.get("anyOf", []), *schema.get("allOf", [])):
        yield from _words(into, schemas, one)
    kinds = schema.get("type", [])
    yield from [kinds] if isinstance(kinds, str) else kinds
    yield from (f"={value}" for value in schema.get("enum", []))
    if "const" in schema:
        yield f"={schema['const']}"
    if "items" in schema:
        yield from (f"[{word}]" for word in _words(into, schemas, schema["items"]))


def _add_schema(into: Surface, schemas: Part, name: str) -> None:
    if name in into:
        return
    schema = schemas[name]
    into[name] = []
    into[name] = sorted(_types(into, schemas, {**schema, "properties": {}}))
    for field, one in schema.get("properties", {}).items():
        required = [_REQUIRED] if field in schema.get("required", []) else []
        into[f"{name}.{field}"] = sorted({*_types(into, schemas, one), *required})


if __name__ == "__main__":
    sys.stdout.write(json.dumps(surface(json.loads(DOCUMENT.read_text())), indent=1) + "\n")

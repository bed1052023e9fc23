"""The values that an enum in a request may have, for the message about a wrong one."""

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import islice

from litestar.handlers import BaseRouteHandler
from msgspec import inspect

_STEP = re.compile(r"[^.\[\]]+|\[[^\]]*\]")  # the name of a field, or an index


def allowed_values(handler: BaseRouteHandler, problem: Mapping[str, str]) -> list[str]:
    """Returns the values of the enum that the framework's problem is about, or none."""
    if not problem["message"].startswith("Invalid enum value"):
        return []
    key = problem.get("key", "")
    name, path = ("data", key) if problem.get("source") == "body" else (key, "")
    kinds = reduce(_at, _STEP.findall(path), _types(handler, name))
    return [value for kind in kinds for value in _values(kind)]


def _types(handler: BaseRouteHandler, name: str) -> list[inspect.Type]:
    """Returns the type of the handler's parameter, which may be one of its dependencies'."""
    providers = handler.resolve_dependencies().values()
    readers = [handler.parsed_fn_signature, *(one.parsed_fn_signature for one in providers)]
    found = (reader.parameters[name] for reader in readers if name in reader.parameters)
    return [inspect.type_info(parameter.annotation) for parameter in islice(found, 1)]


def _at(kinds: list[inspect.Type], step: str) -> list[inspect.Type]:
    """Returns the types of a field or entry of values of these types."""
    return [inner for kind in kinds for one in _alternatives(kind) for inner in _inner(one, step)]


def _inner(kind: inspect.Type, step: str) -> Iterator[inspect.Type]:
    if isinstance(kind, inspect.StructType):
        yield from (field.type for field in kind.fields if field.encode_name == step)
    elif isinstance(kind, inspect.CollectionType):
        yield kind.item_type
    elif isinstance(kind, inspect.DictType):
        yield from (kind.key_type, kind.value_type)


def _values(kind: inspect.Type) -> Iterator[str]:
    for one in _alternatives(kind):
        if isinstance(one, inspect.EnumType):
            yield from (str(member.value) for member in one.cls)
        elif isinstance(one, inspect.LiteralType):
            yield from map(str, one.values)


def _alternatives(kind: inspect.Type) -> Iterator[inspect.Type]:
    """Yields the types of a union, and each type without its limits."""
    if isinstance(kind, inspect.Metadata):
        yield from _alternatives(kind.type)
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from _alternatives(one)
    else:
        yield kind

"""The API document in the form that its readers and generators of clients expect.

Litestar makes it from the routes. These steps correct what its schemas cannot say.
"""

from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import OpenAPI

# Any: a part of the document is any JSON value.
Part = Any


@dataclass
class ApiDocument(OpenAPI):
    """The document as Litestar makes it, corrected when it becomes JSON."""

    def to_schema(self) -> dict[str, Part]:
        document: dict[str, Part] = corrected(super().to_schema())
        return document


def corrected(part: Part) -> Part:
    """Returns the part with all parts in it corrected."""
    if isinstance(part, list):
        return [corrected(one) for one in part]
    if not isinstance(part, dict):
        return part
    return _pair(_unwrapped({name: corrected(value) for name, value in part.items()}))


def _unwrapped(part: dict[str, Part]) -> dict[str, Part]:
    """Replaces `oneOf` or `allOf` of a single schema by that schema."""
    for name in ("oneOf", "allOf"):
        if isinstance(part.get(name), list) and len(part[name]) == 1:
            [only] = part[name]
            return {**only, **{key: value for key, value in part.items() if key != name}}
    return part


def _pair(part: dict[str, Part]) -> dict[str, Part]:
    """Describes a tuple of one type as a list of that length, which every generator knows."""
    parts = part.get("prefixItems")
    if not parts or any(one != parts[0] for one in parts):
        return part
    rest = {key: value for key, value in part.items() if key != "prefixItems"}
    return {**rest, "items": parts[0], "minItems": len(parts), "maxItems": len(parts)}

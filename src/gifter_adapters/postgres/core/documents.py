"""Versions of stored JSON documents.

A document is stored as an object with its `version`. A change to the fields of a document gets an
upcaster, which takes the document from the version before it to the next one. Old rows are not
rewritten: they are upcast each time they are read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

Upcaster = Callable[[Any], Mapping[str, Any]]
_VERSION = "version"


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """The format of one kind of document; its version is one more than it has upcasters."""

    upcasters: tuple[Upcaster, ...] = ()

    @property
    def version(self) -> int:
        return len(self.upcasters) + 1

    def write(self, fields: object) -> dict[str, Any]:
        """Returns a dataclass or mapping as a document of the current version."""
        return {_VERSION: self.version, **msgspec.to_builtins(fields, str_keys=True)}

    def read(self, stored: Any) -> dict[str, Any]:
        """Returns the fields as the current version has them.

        A document without a version is of the first one, as it was before versions were stored.
        """
        version = stored.get(_VERSION, 1) if isinstance(stored, dict) else 1
        document: Mapping[str, Any] = stored
        for upcast in self.upcasters[version - 1 :]:
            document = upcast(document)
        return {name: value for name, value in document.items() if name != _VERSION}

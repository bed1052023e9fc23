"""Reading the files that `gifter eval` measures with: JSON lines, plain or compressed."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import msgspec

from gifter_cli.runtime import MISUSED, fail

_T = TypeVar("_T")


def read_lines(file: Path, kind: type[_T]) -> list[_T]:
    """Returns the objects of a file, one a line; other fields of a line are ignored.

    Ends the command with the number of the line if one is malformed.
    """
    if not file.is_file():
        fail(f"there is no file {file}", MISUSED)
    try:
        found = list(_decoded(file, kind))
    except (OSError, EOFError, zlib.error) as error:
        fail(f"{file} cannot be read: {error}")
    if not found:
        fail(f"{file} is empty")
    return found


def _decoded(file: Path, kind: type[_T]) -> Iterator[_T]:
    decoder = msgspec.json.Decoder(kind)
    with _opened(file) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                fail(f"{file}, line {number}: {error}")


def _opened(file: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(file)) if file.suffix == ".gz" else file.open("rb")

"""Lint: a docstring's first sentence has a subject and a verb."""

import ast
import re
from collections.abc import Iterator

from project.lints.source import Source

MESSAGE = (
    "the docstring of {name} begins with {word!r}. A clause in place of a noun has to be read "
    "twice, most of all in a second language. Say what it does or returns, with a verb first: "
    "'Returns the recipients a user may see.' There is no escape."
)
WORDS = ("what", "whatever", "who", "whoever", "whom", "whose", "whether", "which", "whichever")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def findings(source: Source) -> Iterator[str]:
    """Yields a message for each such docstring."""
    for node in ast.walk(source.tree):
        if not isinstance(node, _Documented):
            continue
        first = _FIRST_WORD.match(ast.get_docstring(node) or "")
        if first and first[1].casefold() in WORDS:
            name = getattr(node, "name", "the module")
            yield source.at(node, MESSAGE.format(name=name, word=first[1]))

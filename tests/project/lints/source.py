"""Python files as syntax trees, and the comments by which a line escapes a lint."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Source:
    """One module: its path from the root of the repository, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def escapes(self, node: ast.AST, word: str) -> bool:
        """Returns whether the node's lines, or the line above, have `# word: a reason`.

        Of a class or a function only the lines before its body count.
        """
        first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            last = max(first, node.body[0].lineno - 1)
        comment = re.compile(rf"# {word}: \S")
        return any(comment.search(line) for line in self.lines[max(first - 2, 0) : last])

    def at(self, node: ast.AST, message: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {message}"


def sources(*roots: str) -> Iterator[Source]:
    """Yields every Python module below these folders of the repository."""
    for root in roots:
        for path in sorted((ROOT / root).rglob("*.py")):
            yield Source(str(path.relative_to(ROOT)), path.read_text())

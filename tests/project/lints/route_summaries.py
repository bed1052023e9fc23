"""Lint: no two routes have the same summary."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence

from project.lints.source import Source

MESSAGE = (
    "the summary {summary!r} is that of {others} too. App developers see routes as a list of their "
    "summaries, so each one has to say which thing it is about ('Get a recipient'). There is no "
    "escape: a better name can always be found."
)


def findings(routes: Sequence[Source]) -> Iterator[str]:
    """Yields a message for each summary that occurs again."""
    places = defaultdict[str, list[tuple[Source, ast.Constant]]](list)
    for source in routes:
        for summary in _summaries(source):
            places[str(summary.value).casefold().rstrip(".")].append((source, summary))
    for found in places.values():
        for source, summary in found[1:]:
            others = ", ".join(
                f"{other.path}:{node.lineno}" for other, node in found if node is not summary
            )
            yield source.at(summary, MESSAGE.format(summary=summary.value, others=others))


def _summaries(source: Source) -> Iterator[ast.Constant]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            yield from [node.value] if node.arg == "summary" else []

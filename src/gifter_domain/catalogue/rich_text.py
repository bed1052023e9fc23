"""Conversion of Payload's rich text (a Lexical tree) to plain text."""

from collections.abc import Iterator, Mapping

_INLINE = frozenset({"text", "link", "autolink", "mark", "hashtag", "overflow"})
_BREAKS = {"linebreak": "\n", "tab": "\t"}


class RichTextError(ValueError):
    """A value that is not a rich-text tree. The message says what was expected."""


def plain_text(tree: Mapping[str, object]) -> str:
    """Returns the text of a tree `{"root": {"children": […]}}`, one line per paragraph or item.

    Raises `RichTextError` for anything else.
    """
    root = tree.get("root")
    if not isinstance(root, Mapping):
        raise RichTextError("expected a string or a rich-text tree with a `root`")
    lines = (" ".join(line.split()) for line in "".join(_pieces(root)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(node: Mapping[str, object]) -> Iterator[str]:
    kind = node.get("type")
    edge = "" if kind in _INLINE else _BREAKS.get(str(kind), "\n")
    yield edge
    yield _text_of(node)
    for child in _children_of(node):
        yield from _pieces(child)
    yield edge


def _text_of(node: Mapping[str, object]) -> str:
    text = node.get("text", "") if node.get("type") == "text" else ""
    if not isinstance(text, str):
        raise RichTextError("expected a rich-text tree whose text nodes hold strings")
    return text


def _children_of(node: Mapping[str, object]) -> list[Mapping[str, object]]:
    children = node.get("children", [])
    if not isinstance(children, list) or not all(isinstance(c, Mapping) for c in children):
        raise RichTextError("expected a rich-text tree whose `children` are lists of nodes")
    return children

"""Conversion of Lexical trees to plain text."""

from typing import Any

import pytest

from gifter_domain.catalogue.rich_text import RichTextError, plain_text


def node(kind: str, *children: Any, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "version": 1, "children": list(children), **fields}


def words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "mode": "normal", "format": 0}


def tree(*children: Any) -> dict[str, Any]:
    return {"root": node("root", *children, direction="ltr")}


def test_paragraphs_are_lines() -> None:
    text = tree(
        node("paragraph", words("Thrown by hand in Cornwall.")),
        node("paragraph", words("Oat glaze, dishwasher safe.")),
    )

    assert plain_text(text) == "Thrown by hand in Cornwall.\nOat glaze, dishwasher safe."


def test_formatting_and_links_do_not_break_a_line() -> None:
    link = node("link", words("our pottery"), fields={"url": "https://example.com"})

    assert plain_text(tree(node("paragraph", words("From "), link, words("!")))) == (
        "From our pottery!"
    )


def test_list_items_and_line_breaks_are_lines() -> None:
    inner = node("list", node("listitem", words("Oat")), node("listitem", words("Moss")))
    broken = node("paragraph", words("one"), {"type": "linebreak"}, words("two"))

    assert plain_text(tree(node("list", node("listitem", words("Glaze"), inner)), broken)) == (
        "Glaze\nOat\nMoss\none\ntwo"
    )


def test_pictures_and_empty_blocks_have_no_text() -> None:
    picture = {"type": "upload", "value": {"id": 1, "url": "/a.png"}}

    assert plain_text(tree(picture, node("paragraph"), node("paragraph", words("Mug")))) == "Mug"


@pytest.mark.parametrize(
    "not_a_tree",
    [
        {},
        {"root": None},
        {"root": "text"},
        {"root": {"children": "text"}},
        {"root": {"children": ["text"]}},
        {"root": {"children": [{"type": "text", "text": 7}]}},
    ],
)
def test_a_value_that_is_not_a_tree_is_refused(not_a_tree: dict[str, Any]) -> None:
    with pytest.raises(RichTextError):
        plain_text(not_a_tree)

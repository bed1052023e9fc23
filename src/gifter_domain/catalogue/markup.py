"""Conversion of HTML and its entities to plain text, and the reverse."""

import html
import re

# Elements that begin a line.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|br|d[dlt]|div|fig(caption|ure)|footer|form|h[1-6]|header|hr|"
    r"li|main|nav|[ou]l|option|p|pre|section|summary|table|t(body|d|foot|h|head|r)|title"
)
_INLINE = re.compile(
    r"a|abbr|b|big|bd[io]|body|button|center|cite|code|del|details|em|font|head|html|i|iframe|img|"
    r"in(put|s)|kbd|label|link|mark|meta|picture|q|s|samp|small|source|span|strike|strong|su[bp]|"
    r"svg|time|tt|u|var|video|wbr|!--"
)
_WITHOUT_TEXT = re.compile(r"script|style|template|noscript")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>|<!--|-->")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def text_of_markup(markup: str) -> str:
    """Returns the text of a value that may have HTML in it, with entities resolved once.

    Only known elements count as HTML, so that "<3" and "x < y > z" stay. Blocks become lines.
    """
    pieces = _pieces(markup)
    if pieces is None:
        return _resolved(markup)
    lines = (" ".join(line.split()) for line in _resolved("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def markup_of_text(text: str) -> str:
    """Returns a value whose `text_of_markup` is the text."""
    return text if text_of_markup(text) == text else html.escape(text, quote=False)


def _resolved(markup: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), markup)


def _pieces(markup: str) -> list[str] | None:
    """Returns the pieces of text between the tags, or None if there are no tags."""
    pieces: list[str] = []
    start, closes = 0, None
    for tag in _TAG.finditer(markup):
        name = (tag["name"] or tag[0].lstrip("<")).lower()
        if closes is not None:
            closes = None if f"{tag['end'] or ''}{name}" == closes else closes
            start = tag.end()
        elif any(kind.fullmatch(name) for kind in (_BLOCK, _INLINE, _WITHOUT_TEXT)):
            breaks = "\n" if _BLOCK.fullmatch(name) else ""
            pieces += [" ".join(markup[start : tag.start()].split("\n")), breaks]
            start = tag.end()
            closes = _closing(name, is_end=bool(tag["end"]))
    if not start:
        return None
    return pieces if closes else [*pieces, " ".join(markup[start:].split("\n"))]


def _closing(name: str, *, is_end: bool) -> str | None:
    """Returns the tag that ends the part without text that this tag begins, if it begins one."""
    if name == "!--":
        return "-->"
    return f"/{name}" if _WITHOUT_TEXT.fullmatch(name) and not is_end else None

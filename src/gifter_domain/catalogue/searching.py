"""Searching the catalogue by a text: repairing misspelt words, and searching for any word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from gifter_domain.language.spelling import Correction, Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_OPERATOR = "or"


class SearchWords(Protocol):
    """The words by which products are found."""

    async def unknown(self, words: Sequence[str]) -> Sequence[str]:
        """Returns those of the words that no listed product has."""
        ...

    async def vocabulary(self) -> Vocabulary:
        """Returns the words of listed titles and brands; they may be some seconds old."""
        ...


def plain_words(text: str) -> Sequence[str]:
    """Returns the words of a search outside quotation marks, each once."""
    words = (word for part in _unquoted(text) for word in _WORD.findall(part))
    return list(dict.fromkeys(word for word in words if word.lower() != _OPERATOR))


def corrections(unknown: Sequence[str], vocabulary: Vocabulary) -> Sequence[Correction]:
    """Returns the corrections of words that no product has."""
    found = ((word, vocabulary.nearest(word)) for word in unknown)
    return [Correction(word, meant) for word, meant in found if meant]


def corrected(text: str, made: Sequence[Correction]) -> str:
    """Returns a search with the corrections; exact words in quotation marks stay as they are."""
    meant = {each.written: each.meant for each in made}
    parts = text.split('"')
    parts[::2] = [_replaced(part, meant) for part in parts[::2]]
    return '"'.join(parts)


def any_word(text: str) -> str | None:
    """Returns the search for any of the words, or None if that finds no more than the text.

    A search with operators is left as its author wrote it.
    """
    words = plain_words(text)
    has_operators = '"' in text or re.search(rf"(?:^|\s)-|\b{_OPERATOR}\b", text, re.IGNORECASE)
    return None if has_operators or len(words) < 2 else f" {_OPERATOR} ".join(words)


def _unquoted(text: str) -> Iterator[str]:
    yield from text.split('"')[::2]


def _replaced(part: str, meant: Mapping[str, str]) -> str:
    return _WORD.sub(lambda word: meant.get(word.group(), word.group()), part)

"""The words of texts as PostgreSQL's text search has them, kept for texts that come again."""

import re
from collections.abc import Iterable, Sequence

from gifter_adapters.postgres.core.database import Database

_LEXEMES = """
    SELECT text, tsvector_to_array(to_tsvector('english', text)) AS words
    FROM unnest($1::text[]) AS text
"""
_KEPT, _KEPT_LENGTH = 10_000, 100
_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


class Lexemes:
    """Asks PostgreSQL for the words of new texts, so that they are stemmed as the products are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, tuple[str, ...]] = {}

    async def of(self, texts: Iterable[str]) -> list[tuple[str, ...]]:
        """Returns the words of each text, each word once and without stop words."""
        parts = [_parts(text) for text in texts]
        wanted = dict.fromkeys(part for text in parts for part in text)
        found = {part: self._known[part] for part in wanted if part in self._known}
        if missing := [part for part in wanted if part not in found]:
            async with self._database.raw_reads() as connection:
                rows = await connection.fetch(_LEXEMES, missing)
            read = {row["text"]: tuple(row["words"]) for row in rows}
            self._keep(read)
            found |= read
        return [tuple(dict.fromkeys(w for part in text for w in found[part])) for text in parts]

    def _keep(self, read: dict[str, tuple[str, ...]]) -> None:
        if len(self._known) + len(read) > _KEPT:
            self._known.clear()
        self._known |= {text: words for text, words in read.items() if len(text) <= _KEPT_LENGTH}


def _parts(text: str) -> Sequence[str]:
    """Returns parts with lexemes of their own: single words of a text without other characters."""
    return text.split() if _WORDS.fullmatch(text) else [text]


def tsquery_of(phrases: Iterable[Sequence[str]]) -> str | None:
    """Returns the tsquery for texts with all words of any phrase, or None without words."""
    found = [f"({' & '.join(map(_quoted, words))})" for words in phrases if words]
    return " | ".join(found) or None


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"

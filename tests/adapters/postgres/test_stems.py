"""Explanations use the same stems as PostgreSQL's text search."""

import re

import asyncpg

from builders.language.limit_titles import Part, limit_cases
from gifter_adapters.embedded_postgres import ServerAddress
from gifter_domain.language.matching import root
from gifter_domain.taste.vocabulary import TRAITS

# PostgreSQL 18 has a revision of the algorithm from before Snowball 3, which gives these the stem
# of another word: "organ", "past", "intern", "even". The newer stems are right.
_OLDER_IN_POSTGRES = {"organic", "organiser", "organizer", "paste", "international", "evening"}
# We keep these apart from "fit" and "refill" ourselves.
_OWN_STEMS = {"fitness", "refillable"}


async def test_stems_are_those_of_postgres(server: ServerAddress) -> None:
    titles = " ".join({case.title for case in limit_cases() if case.part is not Part.UNSEEN})
    liked = " ".join(word for trait in TRAITS.values() for word in trait.keywords)
    words = sorted({*re.findall(r"[^\W_]+", f"{titles} {liked}".lower())})

    stems = await _stems_of_postgres(server, words)

    differing = {word for word, stem in zip(words, stems, strict=True) if root(word) != stem}
    assert len(words) > 1_000
    assert differing <= _OLDER_IN_POSTGRES | _OWN_STEMS


async def _stems_of_postgres(server: ServerAddress, words: list[str]) -> list[str]:
    """Returns the stems of a Snowball dictionary without the list of stop words."""
    connection = await asyncpg.connect(
        host=str(server.socket_dir), port=server.port, user="postgres", database="postgres"
    )
    try:
        await connection.execute(
            "CREATE TEXT SEARCH DICTIONARY pg_temp.stems (TEMPLATE = snowball, LANGUAGE = english)"
        )
        stems = (
            "SELECT (ts_lexize('pg_temp.stems', word))[1]"
            " FROM unnest($1::text[]) WITH ORDINALITY AS words (word, at) ORDER BY at"
        )
        return [row[0] for row in await connection.fetch(stems, words)]
    finally:
        await connection.close()

"""Words of texts are stemmed as PostgreSQL's text search does, and asked for once."""

from collections.abc import AsyncIterator

import pytest

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.lexemes import Lexemes, tsquery_of

TEXTS = [
    "gardening gardens for the gardener",
    "Copper MUG copper",
    "wi-fi e-reader cover",
    "foo.com/bar it's a\\b 'c' 12 x",
    "two  spaces",
    "the",
    "",
    "crème brûlée",
    "x" * 300,
]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=1)
    yield database
    await database.close()


async def test_the_words_are_those_of_postgresql(database: Database) -> None:
    async with database.raw_reads() as connection:
        expected = [
            await connection.fetchval("SELECT tsvector_to_array(to_tsvector('english', $1))", text)
            for text in TEXTS
        ]

    found = await Lexemes(database).of(TEXTS)

    assert [sorted(words) for words in found] == [sorted(words) for words in expected]


async def test_known_words_are_not_asked_for_again(database: Database) -> None:
    lexemes = Lexemes(database)
    first = await lexemes.of(["copper mugs", "garden trowels"])
    async with database.raw_reads():  # the only connection: another statement would wait for it
        again = await lexemes.of(["mugs garden"])

    assert first == [("copper", "mug"), ("garden", "trowel")]
    assert again == [("mug", "garden")]


async def test_a_tsquery_wants_all_words_of_any_phrase(database: Database) -> None:
    query = tsquery_of([("oak", "it's"), (), ("tea",)])
    assert tsquery_of([()]) is None

    async with database.raw_reads() as connection:
        parsed = await connection.fetchval("SELECT $1::text::tsquery::text", query)

    assert parsed == "'oak' & 'it''s' | 'tea'"

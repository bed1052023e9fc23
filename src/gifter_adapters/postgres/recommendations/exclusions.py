"""The products that refused words and limits rule out, found once a search by the text index.

Asked of each product in each statement of a search it took most of its time.
"""

from collections.abc import Iterator, Sequence

import asyncpg

from gifter_domain.language.limits import Limit
from gifter_domain.recommendations.candidates import Constraints

# Any of the words, so that the index finds what else is asked of: a query is made once a statement.
_ANY = """(
    SELECT string_agg('(' || words::text || ')', ' | ')::tsquery
    FROM unnest({0}::text[]) refused, plainto_tsquery('english', refused) words
    WHERE numnode(words) > 0)"""

# What a limit forbids: each word, but not right before or after these; of a phrase, all its words.
# A compound stands before its first part: "wine-red" before "wine".
_AFTERWARDS = "'free'"
_BEFOREHAND = "'non' | '0' | '0.0' | 'wine-r' | 'wine-colour' | 'champagne-colour'"
_FORBIDDEN = f"""(
    SELECT string_agg('(' || CASE numnode(words)
        WHEN 1 THEN (!!$${_BEFOREHAND}$$::tsquery <-> words <-> !!$${_AFTERWARDS}$$::tsquery)::text
        ELSE words::text END || ')', ' | ')::tsquery
    FROM unnest({{0}}::text[]) forbidden, plainto_tsquery('english', forbidden) words
    WHERE numnode(words) > 0)"""
_IS_ENTITLED = """coalesce(ts_filter(p.search, '{{a}}') @@ (
    SELECT string_agg('(' || phraseto_tsquery('english', title)::text || ')', ' | ')::tsquery
    FROM unnest({1}::text[]) title), false)"""

_LABELS = "ts_filter(p.search, '{{a,b}}')"
# Of what a request refuses only title and labels count: "alcohol-free" in a description is no
# reason to refuse.
_REFUSED = f"p.search @@ {_ANY} AND {_LABELS} @@ {_ANY}"
_HAS_WORD = f"p.search @@ {_ANY} AND coalesce(p.search @@ {_FORBIDDEN}, false)"
_HAS_LABEL = f"p.search @@ {_ANY} AND {_LABELS} @@ {_FORBIDDEN}"

_Told = tuple[str, list[Sequence[str]]]


async def ids_ruled_out(connection: asyncpg.Connection, constraints: Constraints) -> list[str]:
    """The ids of all products that the constraints' refused words or limits rule out."""
    told = [*_told_of(constraints)]
    if not told:
        return []
    bound: list[Sequence[str]] = []
    selects = []
    for condition, words in told:
        places = [f"${len(bound) + place}" for place in range(1, len(words) + 1)]
        selects.append(f"SELECT p.id FROM product_mirror p WHERE {condition.format(*places)}")
        bound += words
    rows = await connection.fetch(" UNION ".join(selects), *bound)
    return [row["id"] for row in rows]


def _told_of(constraints: Constraints) -> Iterator[_Told]:
    if constraints.avoid:
        yield _REFUSED, [list(constraints.avoid)]
    for limit in constraints.limits:
        yield from _told_of_limit(limit)


def _told_of_limit(limit: Limit) -> Iterator[_Told]:
    """Both parts of a limit, with the titles that nothing is forbidden to."""
    for condition, words in ((_HAS_WORD, limit.words), (_HAS_LABEL, limit.labels)):
        if words and limit.unless:
            yield f"{condition} AND NOT {_IS_ENTITLED}", [list(words), list(limit.unless)]
        elif words:
            yield condition, [list(words)]

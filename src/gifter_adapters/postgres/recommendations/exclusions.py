"""Finds the products that refused words and limits rule out, once in a search, by the text index.

Checking each product in each statement of a search would take most of the search's time.
"""

from collections.abc import Iterator

import asyncpg

from gifter_adapters.postgres.core.fragments import Values
from gifter_domain.language.limits import Limit
from gifter_domain.recommendations.candidates import Constraints

# A limit forbids a single word, unless one of these stands right before or after it. Of a phrase it
# forbids all words together. In the index a compound stands before its first part: "wine-red"
# before "wine".
_AFTERWARDS = "'free'"
_BEFOREHAND = "'non' | '0' | '0.0' | 'wine-r' | 'wine-colour' | 'champagne-colour'"


def _any(words: str) -> str:
    """Returns a subquery for the tsquery of any of the words.

    The index uses it to find products before the rest of a condition is checked. PostgreSQL
    computes the tsquery once in each statement.
    """
    return f"""(
        SELECT string_agg('(' || words::text || ')', ' | ')::tsquery
        FROM unnest({words}::text[]) refused, plainto_tsquery('english', refused) words
        WHERE numnode(words) > 0)"""


def _forbidden(words: str) -> str:
    """Returns a subquery for the tsquery of any words of a limit that are not negated."""
    return f"""(
        SELECT string_agg('(' || CASE numnode(words)
            WHEN 1 THEN
                (!!$${_BEFOREHAND}$$::tsquery <-> words <-> !!$${_AFTERWARDS}$$::tsquery)::text
            ELSE words::text END || ')', ' | ')::tsquery
        FROM unnest({words}::text[]) forbidden, plainto_tsquery('english', forbidden) words
        WHERE numnode(words) > 0)"""


def _titled(titles: str, *, product: str) -> str:
    """Returns the condition that the product's title has one of the phrases."""
    return f"""coalesce(ts_filter({product}.search, '{{a}}') @@ (
        SELECT string_agg('(' || phraseto_tsquery('english', title)::text || ')', ' | ')::tsquery
        FROM unnest({titles}::text[]) title), false)"""


def _labels(product: str) -> str:
    return f"ts_filter({product}.search, '{{a,b}}')"


def _refused(words: str, *, product: str) -> str:
    """Returns the condition that title or labels have one of the words that a request refuses.

    "alcohol-free" in a description is no reason to refuse.
    """
    return f"{product}.search @@ {_any(words)} AND {_labels(product)} @@ {_any(words)}"


def _has_word(words: str, *, product: str) -> str:
    return f"""{product}.search @@ {_any(words)}
        AND coalesce({product}.search @@ {_forbidden(words)}, false)"""


def _has_label(words: str, *, product: str) -> str:
    return f"{product}.search @@ {_any(words)} AND {_labels(product)} @@ {_forbidden(words)}"


async def ids_ruled_out(connection: asyncpg.Connection, constraints: Constraints) -> list[str]:
    """Returns the ids of all products that the constraints' refused words or limits rule out."""
    values = Values()
    conditions = [*_conditions(constraints, values)]
    if not conditions:
        return []
    selects = [f"SELECT p.id FROM product_mirror p WHERE {one}" for one in conditions]
    rows = await connection.fetch(" UNION ".join(selects), *values.bound)
    return [row["id"] for row in rows]


def _conditions(constraints: Constraints, values: Values) -> Iterator[str]:
    if constraints.avoid:
        yield _refused(values.bind(list(constraints.avoid)), product="p")
    for limit in constraints.limits:
        yield from _conditions_of_limit(limit, values)


def _conditions_of_limit(limit: Limit, values: Values) -> Iterator[str]:
    """Yields the conditions for both parts of a limit, except for the titles that it allows."""
    for condition, words in ((_has_word, limit.words), (_has_label, limit.labels)):
        if not words:
            continue
        forbidden = condition(values.bind(list(words)), product="p")
        if limit.unless:
            allowed = _titled(values.bind(list(limit.unless)), product="p")
            yield f"{forbidden} AND NOT {allowed}"
        else:
            yield forbidden

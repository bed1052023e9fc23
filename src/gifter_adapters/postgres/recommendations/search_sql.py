"""The statements of one search for candidates: `p` is the product, `b` its brand.

Each search composes its own statements, since each needs a plan for exactly its conditions. `where`
is SQL over `p` and `b`. The other arguments are placeholders or numbers.
"""

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    text_score,
    text_terms,
)

_FROM_SQL = listed_from(product="p", brand="b")
_EF_SEARCH = 200
_FETCH_MORE = 3  # the index's order is approximate: it gives more rows, which are sorted exactly

# Custom plans: a generic plan would not know how selective the filters are, nor use the index.
SETTINGS = f"""
    SET LOCAL plan_cache_mode = force_custom_plan;
    SET LOCAL hnsw.iterative_scan = relaxed_order;
    SET LOCAL hnsw.ef_search = {_EF_SEARCH};
"""


def count_up_to(most: int, *, where: str) -> str:
    """Returns the statement that counts the products that satisfy the conditions, up to `most`."""
    return f"SELECT count(*) FROM (SELECT FROM {_FROM_SQL} WHERE {where} LIMIT {most}) matching"


def prices_by_currency(*, where: str) -> str:
    """Returns the statement that selects the price range of each currency, the commonest first."""
    return f"""
        SELECT p.price_currency AS currency, min(p.price_minor) AS cheapest,
               max(p.price_minor) AS dearest
        FROM {_FROM_SQL} WHERE {where} AND p.price_minor IS NOT NULL
        GROUP BY p.price_currency ORDER BY count(*) DESC, p.price_currency
    """


def best_by_text(*, queries: str, idfs: str, where: str, depth: int) -> str:
    """Returns the statement that selects the ids that best match any of the words."""
    return f"""
        SELECT p.id FROM {text_terms(queries=queries, idfs=idfs)}
        JOIN product_mirror p ON p.search @@ term.query
        JOIN brand_mirror b ON b.id = p.brand_id
        WHERE {where}
        GROUP BY p.id ORDER BY {text_score(product="p", term="term")} DESC, p.id LIMIT {depth}
    """


def distance_to(vector: str, *, dims: int) -> str:
    """Returns the cosine distance of a product's embedding, in the form that the index has."""
    return f"e.embedding::vector({dims:d}) <=> {vector}"


def nearest_exact(*, distance: str, model_id: int, where: str, depth: int) -> str:
    """Returns the statement that selects the nearest ids among all that satisfy the conditions.

    OFFSET 0 keeps the planner from using the order of the HNSW index, in which the filters would
    leave too few rows.
    """
    scanned = _distances(distance=distance, model_id=model_id, where=where)
    return f"SELECT id FROM ({scanned} OFFSET 0) scanned ORDER BY distance, id LIMIT {depth}"


def nearest_indexed(*, distance: str, model_id: int, where: str, depth: int) -> str:
    """Returns the statement that selects the nearest ids that the HNSW index finds.

    The index may miss some.
    """
    near = _distances(distance=distance, model_id=model_id, where=where)
    return f"""
        WITH near AS MATERIALIZED ({near} ORDER BY {distance} LIMIT {depth * _FETCH_MORE})
        SELECT id FROM near ORDER BY distance, id LIMIT {depth}
    """


def _distances(*, distance: str, model_id: int, where: str) -> str:
    """Returns the SELECT of ids and distances.

    The planner uses the partial index only if the statement has the model's id as a literal.
    """
    return f"""
        SELECT p.id, {distance} AS distance FROM {_FROM_SQL}
        JOIN product_embedding e ON e.product_id = p.id AND e.model_id = {model_id:d}
        WHERE {where}
    """


def featured_first(*, found: str, where: str, limit: int) -> str:
    """Returns the statement that selects ids not in `found`, the featured and the newest first."""
    return f"""
        SELECT p.id FROM {_FROM_SQL} WHERE {where}
        AND p.id <> ALL({found}::text[])
        ORDER BY p.is_featured DESC, p.created_at DESC, p.id
        LIMIT {limit}
    """


def current(*, ids: str, where: str, reported: str, refused: str) -> str:
    """Returns the statement that selects those of a few products that satisfy the conditions now.

    `reported` are codes of traits that no user may have reported. `refused` is a tsquery, or NULL.
    """
    return f"""
        SELECT {listed_columns(product="p", brand="b")} FROM {_FROM_SQL}
        WHERE p.id = ANY({ids}::text[]) AND {where}
        AND NOT coalesce(p.search @@ {refused}::text::tsquery, false)
        AND NOT EXISTS (
            SELECT FROM trait_report report WHERE report.product_id = p.id
            AND report.closed_at IS NULL AND report.code = ANY({reported}::text[]))
    """


# $1: ids, $2: the model's id, $3 and $4: the words of the text and their idf.
CANDIDATES = f"""
    SELECT {listed_columns(product="p", brand="b")}, p.traits, e.embedding,
           coalesce(met.score, 0) AS score, coalesce(met.coverage, 0) AS coverage
    FROM {_FROM_SQL}
    LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $2
    CROSS JOIN LATERAL (
        SELECT {text_score(product="p", term="term")} AS score,
               sum(term.idf) / (SELECT sum(idf) FROM unnest($4::float8[]) idf) AS coverage
        FROM {text_terms(queries="$3", idfs="$4")} WHERE p.search @@ term.query
    ) met
    WHERE p.id = ANY($1::text[])
"""

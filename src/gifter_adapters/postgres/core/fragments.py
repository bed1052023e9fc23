"""Pieces of SQL that several contexts need. Their arguments are columns and parameters, as SQL."""

from dataclasses import dataclass, field


def version_of(*, table: str, owner: str) -> str:
    """Returns a SELECT of a value that every write of the owner's rows replaces.

    PostgreSQL gives a row another xmin with each transaction that writes it.
    """
    return f"""
        SELECT concat(count(*), '/', sum(hashtextextended(id || xmin::text, 0)))
        FROM {table} WHERE owner_id = {owner}
    """


def page_by(key: str, *, after: str, limit: str) -> str:
    """Returns the end of a statement with a WHERE: the rows after the cursor, ordered by `key`."""
    return f"AND {key} > {after} ORDER BY {key} LIMIT {limit}"


@dataclass(slots=True)
class Values:
    """Collects the values of a statement with asyncpg's numbered placeholders."""

    bound: list[object] = field(default_factory=list)

    def bind(self, value: object) -> str:
        """Adds a value and returns its placeholder."""
        self.bound.append(value)
        return f"${len(self.bound)}"

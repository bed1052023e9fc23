"""Pieces of SQL that several contexts need. Their arguments are columns and parameters, as SQL."""

from dataclasses import dataclass, field


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

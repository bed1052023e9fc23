"""Limits on the number of rows that one user may own."""

from sqlalchemy import Table, text

from gifter_adapters.postgres.core.connection import Connection
from gifter_domain.shared.errors import Conflict


async def refuse_more_than(
    most: int, owned: Table, owner_id: str, connection: Connection, error: type[Conflict]
) -> None:
    """Raises the error if the user owns more rows of the table than this.

    Call it after rows were added by a transaction that locked the user: the error takes them back.
    """
    owner = "owner_id" if "owner_id" in owned.c else "user_id"
    count = text(f"SELECT count(*) FROM {owned.name} WHERE {owner} = :owner_id")
    if await connection.scalar(count, {"owner_id": owner_id}) > most:
        things = owned.name.replace("_", " ")
        raise error(f"You have the most that you may have already ({things}: {most}).")

"""Everything that refers to a recipient moves when it is merged into another."""

from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import Column, ForeignKey, Table, Text, insert, select
from sqlalchemy.schema import CreateTable, DropTable

from gifter_adapters.postgres.merging import RECIPIENT_MERGES
from gifter_adapters.postgres.metadata import metadata
from gifter_adapters.postgres.people.access import RecipientMerge, recipient_merge
from gifter_adapters.postgres.people.recipients import PostgresRecipients
from gifter_adapters.postgres.people.tables import recipient
from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.people.recipient import RecipientDetails, RecipientNotFound


@pytest.fixture
async def gift(container: Container) -> AsyncIterator[Table]:
    """A table with a reference to recipients, which exists only for one test."""
    owner = ForeignKey(recipient.c.id, ondelete="CASCADE")
    title = Column("title", Text, primary_key=True)
    table = Table("hanging_gift", metadata, title, Column("recipient_id", owner))
    async with container.database().transaction() as connection:
        await connection.driver.execute(str(CreateTable(table)))
    yield table
    async with container.database().transaction() as connection:
        await connection.driver.execute(str(DropTable(table)))
    metadata.remove(table)


def undeclared(merges: Sequence[RecipientMerge]) -> set[str]:
    """Returns the columns that refer to a recipient and that no context moves."""
    moved = {column for merge in merges for column in merge.columns}
    return {
        str(key.parent)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is recipient.c.id and key.parent not in moved
    }


def test_each_reference_to_a_recipient_is_moved_by_its_context() -> None:
    assert undeclared(RECIPIENT_MERGES) == set()


async def test_a_reference_that_no_context_moves_is_found(gift: Table) -> None:
    assert undeclared(RECIPIENT_MERGES) == {"hanging_gift.recipient_id"}
    assert undeclared([*RECIPIENT_MERGES, recipient_merge(gift.c.recipient_id)]) == set()


async def test_a_declared_reference_moves_to_the_other_recipient_and_the_first_is_removed(
    container: Container, gift: Table
) -> None:
    ada = await container.identity().resolve_user.execute(Identity("ada"))
    details = {name: RecipientDetails(name=name) for name in ("r1", "r2", "r3")}
    async with container.transactions()() as tx:
        await tx.recipients.add(ada.id, details)
    async with container.database().transaction() as connection:
        gifts = [{"title": f"of {name}", "recipient_id": name} for name in details]
        await connection.execute(insert(gift), gifts)

    merges = [*RECIPIENT_MERGES, recipient_merge(gift.c.recipient_id)]
    async with container.database().transaction() as connection:
        recipients = PostgresRecipients(connection, container.clock(), merges)
        await recipients.merge(ada.id, "r1", into_id="r2")

    async with container.database().reads() as connection:
        left = await connection.execute(select(gift.c.title, gift.c.recipient_id))
        assert {(title, owner) for title, owner in left} == {
            ("of r1", "r2"),
            ("of r2", "r2"),
            ("of r3", "r3"),
        }
    with pytest.raises(RecipientNotFound):
        await container.people().recipient_reads.recipient(ada.id, "r1")

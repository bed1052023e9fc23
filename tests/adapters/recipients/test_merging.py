"""What hangs on a recipient moves when it is merged into another."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Column, ForeignKey, Table, Text, insert, select

from gifter_adapters.postgres.metadata import metadata
from gifter_adapters.postgres.people.tables import recipient
from gifter_app.container import Container
from gifter_domain.identity.identity import Identity
from gifter_domain.people.recipient import RecipientDetails, RecipientNotFound


@pytest.fixture
async def gift(container: Container) -> AsyncIterator[Table]:
    """A table of things that hang on recipients, there for this test alone."""
    owner = ForeignKey(recipient.c.id, ondelete="CASCADE")
    table = Table("hanging_gift", metadata, Column("title", Text), Column("recipient_id", owner))
    async with container.database().transaction() as connection:
        await connection.run_sync(table.create)
    yield table
    async with container.database().transaction() as connection:
        await connection.run_sync(table.drop)
    metadata.remove(table)


async def test_whatever_refers_to_one_refers_to_the_other_and_the_first_is_gone(
    container: Container, gift: Table
) -> None:
    ada = await container.resolve_user().execute(Identity("ada"))
    details = {name: RecipientDetails(name=name) for name in ("r1", "r2", "r3")}
    async with container.transactions()() as tx:
        await tx.recipients.add(ada.id, details)
    async with container.database().transaction() as connection:
        gifts = [{"title": f"of {name}", "recipient_id": name} for name in details]
        await connection.execute(insert(gift), gifts)

    async with container.transactions()() as tx:
        await tx.recipients.merge(ada.id, "r1", into_id="r2")

    async with container.database().reads() as connection:
        left = await connection.execute(select(gift.c.title, gift.c.recipient_id))
        assert {(title, owner) for title, owner in left} == {
            ("of r1", "r2"),
            ("of r2", "r2"),
            ("of r3", "r3"),
        }
    with pytest.raises(RecipientNotFound):
        await container.recipient_reads().recipient(ada.id, "r1")

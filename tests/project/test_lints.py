"""The house rules hold in the repository, and each lint finds a deliberate violation."""

from collections.abc import Iterable
from textwrap import dedent

import pytest

from project.lints import (
    awaits_in_transactions,
    docstrings,
    owners_of_rows,
    route_summaries,
    writes_through_reads,
)
from project.lints.source import Source, sources


def a_module(text: str, path: str = "src/module.py") -> Source:
    return Source(path, dedent(text))


def expect_none(findings: Iterable[str]) -> None:
    """Fails with the findings, each on its own line."""
    found = [*findings]
    assert not found, "\n\n".join(["", *found])


def in_src() -> dict[str, Source]:
    return {
        source.path.removeprefix("src/")
        .removesuffix(".py")
        .replace("/", ".")
        .removesuffix(".__init__"): source
        for source in sources("src")
    }


def test_nothing_is_written_through_connections_for_reads() -> None:
    expect_none(writes_through_reads.findings(in_src()))


@pytest.mark.parametrize(
    "statement",
    [
        "connection.execute(_STORE)",
        "connection.execute(insert(users))",
        'connection.execute(text("DELETE FROM users"))',
        "self._store(connection)",
        'connection.copy_records_to_table("users", records=[])',
    ],
)
def test_a_write_through_a_connection_for_reads_is_found(statement: str) -> None:
    writing = f"""
        from sqlalchemy import insert, text

        _STORE_SQL = "INSERT INTO users VALUES (1)"
        _STORE = text(_STORE_SQL)

        class Users:
            async def store(self):
                async with self._database.reads() as connection:
                    await {statement}

            async def _store(self, connection):
                await connection.execute(text("UPDATE users SET name = 'Ada'"))
    """
    escaped = writing.replace(statement, f"{statement}  # reads: a table of this session")
    allowed = writing.replace(".reads()", ".autocommit()")

    assert len([*writes_through_reads.findings({"module": a_module(writing)})]) == 1
    assert [*writes_through_reads.findings({"module": a_module(escaped)})] == []
    assert [*writes_through_reads.findings({"module": a_module(allowed)})] == []


def test_a_written_statement_of_another_module_is_found() -> None:
    statements = a_module('from sqlalchemy import text\nSTORE = text("TRUNCATE users")')
    reading = a_module("""
        from other import STORE as _STORE

        async def store(database):
            async with database.raw_reads() as connection:
                await connection.execute(_STORE)
    """)

    found = [*writes_through_reads.findings({"other": statements, "module": reading})]

    assert len(found) == 1


def test_inside_transactions_only_the_transaction_is_awaited() -> None:
    assert [
        finding for source in sources("src") for finding in awaits_in_transactions.findings(source)
    ] == []


@pytest.mark.parametrize(
    "inside",
    [
        "await self._mail.send(message)",
        "await tx.users.save(await self._model.complete(prompt))",
        "users = await tx.users.all(); await self._mail.send(users)",
        "_ = [one async for one in self._reads.all()]",
        "async with self._database.reads() as other: pass",
    ],
)
def test_an_await_of_something_else_in_a_transaction_is_found(inside: str) -> None:
    blocks = f"""
        async def execute(self):
            async with self._transactions() as tx:
                {inside}
    """
    handed_over = f"""
        async def execute(self, tx: UsersTransaction):
            {inside}
    """
    for text in (blocks, handed_over):
        escaped = text.replace(inside, f"{inside}  # awaits: nobody else waits for this row")
        assert len([*awaits_in_transactions.findings(a_module(text))]) == 1
        assert [*awaits_in_transactions.findings(a_module(escaped))] == []


def test_calls_on_a_transaction_or_with_it_as_an_argument_are_allowed() -> None:
    allowed = a_module("""
        async def execute(self):
            async with self._transactions() as tx:
                find = tx.users.all if self.all else tx.users.some
                await find()
                await tx.users.save(await tx.users.get(1))
                await self._plan.replan(tx, 1)
                async for user in tx.users.stream():
                    pass

                async def later():
                    await self._mail.send()
            await self._mail.send()
    """)

    assert [*awaits_in_transactions.findings(allowed)] == []


def test_repository_methods_take_an_owner_or_a_viewer() -> None:
    expect_none(owners_of_rows.findings([*sources("src/gifter_domain")]))


@pytest.mark.parametrize("port", ["Users", "UserReads"])
def test_a_repository_method_without_an_owner_is_found(port: str) -> None:
    reading = f"""
        class {port}(Protocol):
            async def user(self, row_id: str) -> User: ...

        class UsersTransaction(Protocol):
            @property
            def users(self) -> {port}: ...
    """
    for allowed in (
        "async def user(self, viewer_id: str, row_id: str) -> User: ...",
        "async def user(self, held: LockedList, row_id: str) -> User: ...",
        "async def user(self, row_id: str) -> None: ...",
        "# everybody: a sweep\n    async def user(self, row_id: str) -> User: ...",
    ):
        text = dedent(reading).replace("async def user(self, row_id: str) -> User: ...", allowed)
        assert [*owners_of_rows.findings([a_module(text)])] == [], allowed
    assert len([*owners_of_rows.findings([a_module(reading)])]) == 1


def test_proofs_of_ownership_are_types_of_the_domain() -> None:
    defined = "\n".join(source.text for source in sources("src/gifter_domain"))

    assert [name for name in owners_of_rows.PROOFS if f"class {name}" not in defined] == []


def test_no_two_routes_have_the_same_summary() -> None:
    expect_none(route_summaries.findings([*sources("src/gifter_app/http")]))


def test_a_repeated_summary_is_found() -> None:
    one = a_module('@get("/a", summary="Get a recipient")\ndef a(): ...', "a.py")
    other = a_module('@get("/b", summary="get a recipient.")\ndef b(): ...', "b.py")

    assert len([*route_summaries.findings([one, other])]) == 1
    assert [*route_summaries.findings([one])] == []


def test_docstrings_say_what_a_thing_does() -> None:
    expect_none(
        finding
        for source in sources("src", "tests", "benchmarks", "migrations")
        for finding in docstrings.findings(source)
    )


@pytest.mark.parametrize("beginning", docstrings.WORDS)
def test_a_docstring_that_begins_with_a_clause_is_found(beginning: str) -> None:
    for documented in ("", "class A:\n    ", "async def a():\n    "):
        found = [*docstrings.findings(a_module(f'{documented}"""{beginning.title()} it is."""'))]
        assert len(found) == 1
        fine = a_module(f'{documented}"""Returns {beginning} it is."""')
        assert [*docstrings.findings(fine)] == []

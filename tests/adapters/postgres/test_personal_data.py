"""Every column that may hold personal data is declared, and the declarations are true."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.personal import Declaration, Erasure, Export, personal
from gifter_adapters.postgres.metadata import metadata
from gifter_adapters.postgres.personal import PERSONAL

_EVERYWHERE = {"id", "created_at", "updated_at"}
_PEOPLE = {"user_account", "recipient"}


def undeclared(tables: MetaData, declarations: tuple[Declaration, ...]) -> list[str]:
    """Returns `table.column` of all columns that no declaration names."""
    declared = {f"{one.table.name}.{name}" for one in declarations for name in one.columns}
    columns = (
        f"{table.name}.{column.name}"
        for table in tables.sorted_tables
        for column in table.columns
        if column.name not in _EVERYWHERE
    )
    return [column for column in columns if column not in declared]


def test_every_column_is_declared_as_personal_or_not() -> None:
    assert undeclared(metadata, PERSONAL) == []


@pytest.mark.parametrize(
    "column",
    [
        Column("reader_id", Text, ForeignKey("user_account.id")),
        Column("about_id", Text, ForeignKey("recipient.id")),
        Column("remark", Text),
        Column("details", JSONB),
    ],
    ids=lambda column: str(column.name),
)
def test_a_new_column_that_nobody_declared_is_found(column: Column[object]) -> None:
    tables = MetaData()
    for name in _PEOPLE:
        Table(name, tables, Column("id", Text, primary_key=True))
    diary = Table("diary", tables, Column("id", Text, primary_key=True), column)

    assert undeclared(tables, ()) == [f"diary.{column.name}"]
    assert undeclared(tables, (personal(diary, {str(column.name): "a remark"}),)) == []


def test_each_declaration_names_columns_that_exist_and_names_them_once() -> None:
    named = [(one.table.name, name) for one in PERSONAL for name in one.columns]
    existing = {(t.name, column.name) for t in metadata.sorted_tables for column in t.columns}

    assert set(named) - existing == set()
    assert len(named) == len(set(named))


def test_each_declaration_says_what_the_column_holds_and_how_long_it_is_kept() -> None:
    assert [one for one in PERSONAL if not one.kept or not all(one.columns.values())] == []


def _references() -> Iterator[tuple[Declaration, Column[object], ForeignKey]]:
    for one in PERSONAL:
        for name in one.columns:
            column = one.table.columns[name]
            for key in column.foreign_keys:
                if key.column.table.name in _PEOPLE:
                    yield one, column, key


def test_a_row_that_is_deleted_with_the_account_is_deleted_by_its_foreign_key() -> None:
    """Erasure must not depend on code that somebody may forget."""
    actions = {Erasure.DELETE_ROW: "CASCADE", Erasure.CLEAR: "SET NULL"}

    wrong = [
        f"{one.table.name}.{column.name}: {one.erasure}, but ON DELETE {key.ondelete}"
        for one, column, key in _references()
        if actions.get(one.erasure) != key.ondelete
    ]

    assert wrong == []


def test_no_reference_to_a_person_is_declared_as_impersonal() -> None:
    assert [
        f"{one.table.name}.{c.name}" for one, c, _ in _references() if one.erasure is Erasure.KEEP
    ] == []


def test_notes_about_a_person_are_exported_only_to_the_user_who_wrote_them() -> None:
    by_column = {f"{one.table.name}.{name}": one.export for one in PERSONAL for name in one.columns}

    assert by_column["recipient.notes"] is Export.TO_OWNER
    assert by_column["taste_profile.facets"] is Export.TO_OWNER
    assert by_column["wishlist_for_user.user_id"] is Export.NOBODY

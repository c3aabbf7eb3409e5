"""Documents that are the same however they are written, and such as are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alembic_mrt.roundtrip.compare import snapshot_findings
from alembic_mrt.roundtrip.dialects.base import Snapshot, TableName, TableRows
from alembic_mrt.roundtrip.json_values import in_one_spelling, json_columns
from alembic_mrt.schema.objects import Column, Schema, Table

TABLE: TableName = (None, "folder")


def snapshot(type_: str, value: str | None) -> Snapshot:
    schema = Schema.of(
        Table(name="folder"),
        Column(table="folder", name="id", type="INTEGER"),
        Column(table="folder", name="data", type=type_),
    )
    rows = TableRows(("id", "data"), ("id",), (("1", value),))
    return Snapshot(schema, {TABLE: rows}, declared=schema)


def messages(type_: str, before: str | None, after: str | None) -> list[str]:
    found = snapshot_findings(snapshot(type_, before), snapshot(type_, after), "r1")
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"a": 1, "b": [2, null]}', '{"b":[2,null],"a":1}'),
        ('\'{"a": "Ü"}\'', '\'{"a": "\\u00dc"}\''),
        ("'{\"a\": \"it''s\"}'", "'{ \"a\" : \"it''s\" }'"),
        ("[1.50, 1e2]", "[1.5, 100.0]"),
        ("no document", "no document"),
    ],
)
@pytest.mark.parametrize("type_", ["json", "JSON", "jsonb"])
def test_one_document_in_two_spellings(type_: str, before: str, after: str) -> None:
    assert messages(type_, before, after) == []
    if before != after:
        assert len(messages("TEXT", before, after)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[1, 2]", "[2, 1]"),
        ('{"a": 1}', '{"a": "1"}'),
        ('{"a": 1}', '{"a": 1.0}'),
        ("[0.12345678901234567891]", "[0.12345678901234568]"),
        ('{"a": 1, "a": 2}', '{"a": 2}'),
        ("{}", None),
        ("null", None),
        ("no document", "other text"),
    ],
)
def test_other_documents(before: str, after: str | None) -> None:
    (message,) = messages("json", before, after)
    assert "folder" in message


def test_the_spelling_of_before_is_shown() -> None:
    before = snapshot("json", '{"b": 1, "a": 2}').rows[TABLE]
    after = snapshot("json", '{"a": 2, "b": 1}').rows[TABLE]
    assert in_one_spelling(before, after, {"data"}) == (before, before)
    assert in_one_spelling(before, after, {"gone"}) == (before, after)
    assert json_columns(snapshot("json", None).schema, TABLE) == {"data"}


@pytest.mark.parametrize("after", [('{"b": 2, "a": 1}',) * 2, ('{"a": 1, "b": 2}',) * 2])
def test_rows_that_hold_one_document_in_two_spellings(after: tuple[str, str]) -> None:
    before = ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}')
    assert compared(rows_of(*before, "[1]"), rows_of(*after, "[1]")) == []
    (change,) = compared(rows_of(*before, "[1]"), rows_of(*after, "[2]"))
    assert "[1]" in change
    assert "in 1 of 3 rows" in change


def test_a_document_that_is_nested_too_deeply_to_be_read() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert compared(rows_of(deep, "1"), rows_of(deep, "2"))
    assert len(compared(rows_of(deep), rows_of("[]"))) == 1


def rows_of(*values: str) -> Snapshot:
    found = snapshot("json", None)
    rows = tuple((str(number), value) for number, value in enumerate(values))
    return replace(found, rows={TABLE: TableRows(("id", "data"), ("id",), rows)})


def compared(before: Snapshot, after: Snapshot) -> list[str]:
    return [finding.message for finding in snapshot_findings(before, after, "r1")]

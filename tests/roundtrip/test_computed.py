"""Which columns the database fills by itself."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.computed import computed
from alembic_mrt.schema.objects import Column, Function, Schema, Table, Trigger

SQLITE = "BEGIN UPDATE notes SET slug = lower(title), size = 1 WHERE id = NEW.id; END"
CALL = "CREATE TRIGGER t BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION public.fill({})"
ASSIGNED = "BEGIN NEW.slug := lower(NEW.title); SELECT 1 INTO NEW.size; RETURN NEW; END"
LOGGED = "BEGIN INSERT INTO log VALUES (NEW.slug); RETURN NEW; END"


def schema(trigger: str, body: str = "") -> Schema:
    names = ("id", "title", "slug", "size")
    columns = [Column(table="notes", name=name, type="text") for name in names]
    function = [Function(name="fill()", definition=body)] if body else []
    return Schema.of(
        Table(name="notes"),
        *columns,
        Trigger(table="notes", name="t", definition=trigger),
        *function,
    )


@pytest.mark.parametrize(
    ("trigger", "body", "filled"),
    [
        (SQLITE, "", {"slug", "size"}),
        (CALL.format(""), ASSIGNED, {"slug", "size"}),
        (CALL.format("'slug', 'title'"), "C", {"slug", "title"}),
        (CALL.format(""), LOGGED, set()),
    ],
)
def test_what_a_trigger_fills(trigger: str, body: str, filled: set[str]) -> None:
    assert computed(schema(trigger, body), (None, "notes")) == filled


def test_a_generated_column() -> None:
    made = Column(table="notes", name="size", type="integer", generated="length(title)")
    assert computed(Schema.of(Table(name="notes"), made), (None, "notes")) == {"size"}

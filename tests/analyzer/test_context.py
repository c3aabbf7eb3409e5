"""What the context says of a revision, for hand-made operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.analyzer.context import Analysed, Context
from alembic_mrt.finding import Location
from alembic_mrt.history.graph import history_of
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    DropTable,
    Execute,
    Opaque,
    Operation,
    Raise,
    ScriptOperations,
    Step,
)
from alembic_mrt.schema.objects import UNKNOWN

AT = Location("versions/a1.py", 9)
DROP = DropTable(location=AT, table="faxes")
READ = Execute(location=AT, sql="SELECT 1")
OPAQUE = Opaque(location=AT, source="f()", reason="f() is not read")
NOT_WRITTEN = Raise(location=AT, exception="NotImplementedError", message="later")
DECLARED = Raise(location=AT, exception="RuntimeError", message="the rows are gone")
SILENT = Raise(location=AT, exception="RuntimeError")
MADE = Raise(location=AT, exception="RuntimeError", message=UNKNOWN)
MAYBE = Raise(location=AT, exception="RuntimeError", message="not now", maybe=True)
ON_SQLITE = Raise(
    location=AT, exception="RuntimeError", message="no", dialects=frozenset({"sqlite"})
)


def entry(
    *downgrade: Operation, irreversible: str | None = None, dialect: str | None = None
) -> Analysed:
    script = RevisionScript(
        revision="a1", path=Path("a1.py"), file="versions/a1.py", irreversible=irreversible
    )
    operations = ScriptOperations(
        upgrade=Step(present=True, location=AT, operations=(DROP, READ)),
        downgrade=Step(present=True, location=AT, operations=downgrade),
    )
    return Analysed(script=script, operations=operations, dialect=dialect)


@pytest.mark.parametrize(
    ("downgrade", "reason", "raises", "written"),
    [
        ((), None, False, False),
        ((READ,), None, False, False),
        ((DROP,), None, False, True),
        ((OPAQUE,), None, False, True),
        ((NOT_WRITTEN,), None, True, False),
        ((DECLARED,), "the rows are gone", True, False),
        ((READ, DECLARED), "the rows are gone", True, False),
        ((MADE,), "a reason made at run time", True, False),
        ((SILENT,), None, True, False),
        ((DROP, DECLARED), None, True, False),
        ((MAYBE, DROP), None, False, True),
        ((ON_SQLITE, DROP), None, False, True),
    ],
)
def test_what_a_downgrade_is(
    downgrade: tuple[Operation, ...], reason: str | None, raises: bool, written: bool
) -> None:
    found = entry(*downgrade)
    assert found.irreversible == reason
    assert (found.raises is not None, found.downgrade_written) == (raises, written)


def test_a_declaration_in_the_header_comes_first() -> None:
    assert entry(DROP, irreversible="too old").irreversible == "too old"
    assert not entry(DROP, irreversible="too old").downgrade_written
    assert entry(irreversible="").irreversible is None


@pytest.mark.parametrize(("dialect", "raises"), [("sqlite", True), ("mysql", False)])
def test_guards_count_on_a_dialect(dialect: str, raises: bool) -> None:
    assert (entry(ON_SQLITE, DROP, dialect=dialect).raises is not None) == raises


def test_effects_leave_out_what_only_reads() -> None:
    assert entry().upgrade_effects == (DROP,)
    assert entry(OPAQUE).unknown == (OPAQUE,)
    assert entry().applied == ()


def test_revisions_are_found_by_what_they_do() -> None:
    revisions = (entry(OPAQUE), entry(SILENT), entry(OPAQUE, MAYBE))
    context = Context(history=history_of(()), revisions=revisions)
    assert context.doing((Opaque,)) == [revisions[0], revisions[2]]
    assert context.doing((Raise, Opaque)) == list(revisions)
    assert context.doing((Execute,)) == list(revisions)
    assert context.doing((AddColumn,)) == []
    assert context.doing(()) is revisions

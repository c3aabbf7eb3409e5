"""An upgrade changes or drops what is not there.

A column, index or constraint of a table that the history makes, under a name that it does not have
at that point. Tables that no revision made are taken to have been there before. Where there is only
one such table in the whole history, and its name is nearly that of one which a revision made
before, it is a warning, unless the history renames or drops it, or the names differ in digits
alone.

Why: the statement fails, on every database that has run the revisions before. It went unnoticed
where the database of the author had the object by hand.

Instead: use the name that the earlier revision gave, or take the operation out.

Since: 0.1
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.needed_tables import needed
from alembic_mrt.analyzer.problems import failing_upgrades
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_state import family
from alembic_mrt.operations.vocabulary import CreateTable, DropTable, RenameTable
from alembic_mrt.schema.objects import TableObject
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.analyzer.problems import Failing
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT511"
NAME = "unknown-object"
SEVERITY = Severity.ERROR

_ALIKE: Final = 0.8
"""How like the name of a table another must be to be taken for it."""

_DIGITS: Final = re.compile(r"\d+")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation of an upgrade that names what is not there."""
    for failing in failing_upgrades(context, "missing"):
        yield _finding(failing)
    yield from _misspelt(context)


def _misspelt(context: Context) -> Iterator[Finding]:
    """Yield a finding for the one table that no revision made, where a like name is made."""
    made = {name for entry in context.revisions for name in _tables(entry)}
    foreign: dict[str, list[tuple[Analysed, Operation]]] = {}
    for entry in context.revisions:
        for table, step in needed(entry).items():
            if table not in made:
                foreign.setdefault(table, []).append((entry, step))
    if len(foreign) == 1:
        (table, places), *_ = foreign.items()
        near = difflib.get_close_matches(table, _like(table, *places[0]), n=1, cutoff=_ALIKE)
        if near and len(places) == 1 and not _is_put_away(context, table):
            yield _not_made(*places[0], table, near[0])


def _like(table: str, entry: Analysed, step: Operation) -> list[str]:
    """Return the tables that are there when a step runs, but for those of another number."""
    before = next(applied.before for applied in entry.applied if applied.operation is step)
    names = (str(found.name) for found in before.tables())
    return [name for name in names if _DIGITS.sub("", name) != _DIGITS.sub("", table)]


def _is_put_away(context: Context, table: str) -> bool:
    """Tell whether an upgrade renames or drops a table, whose name is then no slip."""
    steps = (step for entry in context.revisions for step in entry.upgrade)
    return any(isinstance(step, (RenameTable, DropTable)) and step.table == table for step in steps)


def _tables(entry: Analysed) -> Iterator[str]:
    """Yield the tables that an upgrade makes or renames, under their new names."""
    for step in entry.upgrade:
        if isinstance(step, CreateTable):
            yield str(step.table)
        elif isinstance(step, RenameTable):
            yield str(step.new_name)


def _not_made(entry: Analysed, step: Operation, table: str, near: str) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=f"upgrade() of revision {entry.revision} needs table '{table}', the only one that "
        f"no revision makes; '{near}' is there.",
        revision=entry.revision,
        location=step.location,
        remedy=f'Name "{near}", or name a file with what was there at first with --setup.',
        object=f"table {table}",
    )


def _finding(failing: Failing) -> Finding:
    missing = failing.problem.subject
    near = _near(failing)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {failing.entry.revision} fails{failing.where}: "
        f"{subject(missing)} does not exist at that point.",
        revision=failing.entry.revision,
        location=failing.applied.operation.location,
        remedy=f'Name "{near}", which is there.' if near else "Take the operation out.",
        object=title(missing),
    )


def _near(failing: Failing) -> str | None:
    """Return the name of the table's own that is most like the one that is missing."""
    missing = failing.problem.subject
    if not isinstance(missing, TableObject):
        return None
    kind = family(type(missing))
    held = failing.applied.before.of_table(missing.table, missing.schema)
    names = [str(found.name) for found in held if isinstance(found, kind) and found.name]
    return next(iter(difflib.get_close_matches(str(missing.name), names, n=1)), None)

"""Columns that downgrade() takes from where upgrade() does not save them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, literal
from alembic_mrt.analyzer.data.evaluate import value_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.trail import Spot, column_at
from alembic_mrt.analyzer.gravity import Verdict
from alembic_mrt.analyzer.looked_up import may_be_absent
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from alembic_mrt.analyzer.copies import Copy, Source
    from alembic_mrt.operations.replay import Replayed


def not_saved(run: Replayed, made: list[Copy], place: Spot, source: Source) -> Verdict:
    """Judge a column that downgrade() takes from where upgrade() does not save it as it is."""
    altered = _altered(run, made, place, source) or _crosswise(made, place, source)
    if altered:
        return Severity.ERROR, altered
    named = f"{source.table}.{source.column}" if source.table else source.text
    reason = f"downgrade() takes {place.column} from {named}"
    if may_be_absent(run, place, source):
        return Severity.WARNING, f"{reason}, and no foreign key says that all of them are there"
    return Severity.NOTE, f"{reason}, which upgrade() does not fill from it as it is"


def _altered(run: Replayed, made: list[Copy], place: Spot, source: Source) -> str:
    """Say which value upgrade() keeps only after it has changed it."""
    held = column_at(run.before, place)
    for copy in _computed(made, source):
        tree = parsed(copy.text)
        for value in domain_of(run.before, held).samples(()) if held else ():
            kept = _kept(tree, place.column, value)
            if kept is not None and kept != value:
                return f"upgrade() keeps {literal(value)} as {literal(kept)}"
    return ""


def _crosswise(made: list[Copy], place: Spot, source: Source) -> str:
    """Say which other column of the table upgrade() keeps where downgrade() looks."""
    filling = [copy for copy in made if copy.target == source.table]
    found = [copy.columns.get(str(source.column)) for copy in filling]
    others = {fill.column for fill in found if fill is not None and fill.table == place.table}
    if len(filling) != 1 or len(others) != 1 or None in others:
        return ""
    named = f"{source.table}.{source.column}"
    return f"downgrade() takes {place.column} from {named}, where upgrade() keeps {others.pop()}"


def _computed(made: list[Copy], source: Source) -> list[Source]:
    """Return the expressions that upgrade() fills the source of downgrade() with."""
    filling = [copy for copy in made if copy.target == source.table]
    found = [copy.columns.get(str(source.column)) for copy in filling]
    return [fill for fill in found if fill is not None and fill.column is None]


def _kept(tree: Any, column: str, value: Value) -> Value:
    """Return what an expression makes of a value of one column, None where nobody can tell."""
    try:
        return value_of(tree, {column: value}) if tree is not None else None
    except (Unsure, Refused):
        return None

"""How downgrade() puts back what upgrade() changes or deletes in tables that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.course import Course
from alembic_mrt.analyzer.data.trail import Spot, back, forth, spot
from alembic_mrt.analyzer.gravity import worst_of
from alembic_mrt.analyzer.keeping import Keeping, is_column
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.copies import Source
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column


def put_back(
    entry: Analysed, run: Replayed, index: int, column: Column
) -> tuple[Severity | None, str] | None:
    """Judge how downgrade() takes the values of a column from where upgrade() has kept them.

    ``index`` is that of the statement which changes them. The severity is None where they come
    back; None altogether where downgrade() takes them from nowhere.
    """
    keeping = Keeping(entry, Course(run), index)
    place = keeping.first(column)
    stays = forth(run.upgrade, place)
    for copy in keeping.restored():
        source = copy.columns.get(place.column) if copy.target == place.table else None
        if source is not None and source.column is not None and not _is_at(source, stays):
            verdict = keeping.source(place, copy, source)
            if verdict is None:
                return None, ""
            severity, reason = verdict
            return (severity if severity is Severity.ERROR else Severity.NOTE), reason
    return None


def rows_put_back(
    entry: Analysed, run: Replayed, index: int, table: str, where: str | None
) -> tuple[Severity | None, str] | None:
    """Judge how downgrade() inserts the rows again that step ``index`` of upgrade() deletes.

    ``where`` picks them out. The severity is None where they come back with all their values;
    None altogether where nothing inserts them.
    """
    keeping = Keeping(entry, Course(run), index)
    held = run.upgrade[index].before.columns(table)
    first = back(run.upgrade[:index], spot(table)) or spot(table)
    filled = [copy for copy in keeping.restored() if copy.target == first.table and copy.inserts]
    if not filled:
        unread = keeping.may_restore(first.table)
        return (
            (Severity.NOTE, "whether downgrade() puts them back is not known") if unread else None
        )
    places = [keeping.first(column) for column in held if not isinstance(column.generated, str)]
    verdicts = [keeping.column(place, filled, where) for place in places]
    return worst_of([*verdicts, keeping.joined(first, filled, where)]) or (None, "")


def _is_at(source: Source, place: Spot | None) -> bool:
    return place is not None and is_column(source, place)

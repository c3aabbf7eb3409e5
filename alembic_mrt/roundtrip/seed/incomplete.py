"""Rows without what an upgrade has made for them: a value in a new column, a row in a new table.

Whoever does not know the new column leaves it empty, and a column that has moved into a table of
its own may be missing there. A downgrade that fetches the value back finds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded


def incomplete(
    upgraded: Upgraded, tables: Sequence[TableName]
) -> Iterator[tuple[TablePlan, Freedom]]:
    """Yield for the tables of before among ``tables`` the freedoms to do without what is new."""
    for name in tables:
        plan, old = upgraded.after.tables[name], upgraded.old(name)
        if old is None:
            yield from _childless(upgraded, plan, tables)
        elif old is not plan:
            yield from _empty(upgraded, plan, old)


def _empty(
    upgraded: Upgraded, plan: TablePlan, old: TablePlan
) -> Iterator[tuple[TablePlan, Freedom]]:
    """Yield the freedom to leave all new columns of a table empty that may be so.

    Then those with it that may be so since the upgrade: a new column may stand for one of them.
    """
    renamed = upgraded.renames.columns.get(plan.name, {})
    was = {name: old.columns.get(renamed.get(name, name)) for name in plan.written}
    new = [name for name in plan.written if was[name] is None and plan.columns[name].nullable]
    if not new:
        return
    yield plan, _without(plan, new)
    present = ((name, column) for name, column in was.items() if column is not None)
    relaxed = [n for n, c in present if plan.columns[n].nullable and not c.nullable]
    if relaxed:
        yield plan, _without(plan, [*relaxed, *new])


def _without(plan: TablePlan, names: Sequence[str]) -> Freedom:
    label = ".".join(filter(None, plan.name))
    once = f"a row has NULL in {' and '.join(f'{label}.{name}' for name in names)}"
    takes = (tuple((name, None) for name in names),)
    return Freedom(plan.name, f"{label}.{names[0]}", once, takes)


def _childless(
    upgraded: Upgraded, made: TablePlan, tables: Sequence[TableName]
) -> Iterator[tuple[TablePlan, Freedom]]:
    """Yield the freedom of each table that ``made`` refers to."""
    for name in dict.fromkeys(reference.parent for reference in made.references):
        if name in tables and upgraded.old(name) is not None:
            label, child = (".".join(filter(None, n)) for n in (name, made.name))
            once = f"a row of {label} has none in {child} that refers to it"
            yield upgraded.after.tables[name], Freedom(name, label, once, ((),))

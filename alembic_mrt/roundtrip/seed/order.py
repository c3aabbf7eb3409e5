"""The order in which tables are filled: parents first, and where a cycle is cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan


@dataclass(frozen=True, slots=True)
class Order:
    """Hold the tables, parents first; ``cut`` are references to a table that comes later."""

    tables: tuple[TableName, ...]
    cut: Mapping[TableName, tuple[Reference, ...]]


def insertion_order(plans: Mapping[TableName, TablePlan]) -> Order:
    """Sort tables so that rows can refer to rows that are already there."""
    waiting = {name: _parents(plan, plans) for name, plan in plans.items()}
    done: dict[TableName, None] = {}
    cut: dict[TableName, tuple[Reference, ...]] = {}
    while waiting:
        ready = [name for name in sorted(waiting, key=_by_name) if waiting[name] <= done.keys()]
        if not ready:
            ready = [_cheapest(waiting, plans, done)]
            cut[ready[0]] = tuple(
                r
                for r in plans[ready[0]].references
                if r.parent in waiting and r.parent != ready[0]
            )
        for name in ready:
            del waiting[name]
            done[name] = None
    return Order(tuple(done), cut)


def _by_name(name: TableName) -> tuple[str, str]:
    return (name[0] or "", name[1])


def _parents(plan: TablePlan, plans: Mapping[TableName, TablePlan]) -> set[TableName]:
    return {r.parent for r in plan.references if r.parent in plans and r.parent != plan.name}


def _cheapest(
    waiting: Mapping[TableName, set[TableName]],
    plans: Mapping[TableName, TablePlan],
    done: Mapping[TableName, None],
) -> TableName:
    """Choose the table of a cycle whose references are the easiest to mend later."""
    cyclic = [name for name in waiting if name in _reach(name, waiting)]

    def cost(name: TableName) -> tuple[int, int, tuple[str, str]]:
        open_ = [r for r in plans[name].references if r.parent in waiting and r.parent != name]
        hardest = max(_hardness(r, plans[name]) for r in open_)
        return (hardest, len(waiting[name] - done.keys()), _by_name(name))

    return min(cyclic, key=cost)


def _reach(start: TableName, waiting: Mapping[TableName, set[TableName]]) -> set[TableName]:
    found: set[TableName] = set()
    ahead = [start]
    while ahead:
        for parent in waiting.get(ahead.pop(), ()):
            if parent in waiting and parent not in found:
                found.add(parent)
                ahead.append(parent)
    return found


def _hardness(reference: Reference, plan: TablePlan) -> int:
    if all(plan.columns[c].nullable for c in reference.columns):
        return 0
    return 1 if isinstance(reference.key.deferrable, str) else 2

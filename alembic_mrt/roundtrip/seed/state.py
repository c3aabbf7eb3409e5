"""What a database held before it was seeded, and the way back to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import DialectFacts, execute, query, quote
from alembic_mrt.roundtrip.seed.present import occupied
from alembic_mrt.schema.objects import PrimaryKey, RewriteRule, Trigger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.seeder import Plans
    from alembic_mrt.schema.objects import Schema


_ACTING = (Trigger, RewriteRule)


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold the rows of a table that stay, by the ``columns`` that tell them apart."""

    columns: tuple[str, ...]
    keyed: bool
    rows: Counter[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """Hold which tables were empty, which rows were there, and where the sequences stood.

    ``held`` are the tables that were not. In the others, tables are written as a statement names
    them, ``empty`` ones sorted children first. ``plain`` tells that deleting a row does nothing
    else: no row stays, and no trigger or rule of the user's is there.
    """

    held: frozenset[TableName]
    empty: tuple[str, ...]
    kept: Mapping[str, Kept]
    sequences: tuple[tuple[object, ...], ...]
    plain: bool


def remember(
    session: Session,
    facts: DialectFacts,
    plans: Plans,
    schema: Schema,
    ignore: frozenset[TableName],
) -> State:
    """Note the rows of all tables that can be filled, and where their sequences stand."""
    catalog, tables = plans.catalog, plans.order.tables
    held = occupied(session, facts, catalog, tables)
    return State(
        held=frozenset(held),
        empty=tuple(facts.only(t, catalog) for t in reversed(tables) if t not in held),
        kept={
            facts.only(t, catalog): _keep(session, facts, facts.only(t, catalog), plans.tables[t])
            for t in held
        },
        sequences=facts.sequences(session, schema, ignore),
        plain=not held and not any(True for kind in _ACTING for _ in schema.buckets.every(kind)),
    )


def _keep(session: Session, facts: DialectFacts, source: str, plan: TablePlan) -> Kept:
    primary = next((o for o in plan.objects if isinstance(o, PrimaryKey)), None)
    named = primary.columns if primary is not None and isinstance(primary.columns, tuple) else ()
    columns = named or tuple(plan.columns)
    rows = _read(session, facts, source, columns, ())
    return Kept(columns, bool(named), Counter(tuple(row) for row in rows))


def _read(
    session: Session,
    facts: DialectFacts,
    source: str,
    columns: tuple[str, ...],
    first: tuple[str, ...],
) -> list[tuple[object, ...]]:
    read = ", ".join([*first, *(facts.read_back(quote(c)) for c in columns)]) or "1"
    return query(session, f"SELECT {read} FROM {source}")


def forget(session: Session, facts: DialectFacts, state: State) -> bool:
    """Delete every row that ``state`` does not know and put the sequences back."""
    # PostgreSQL forgets the plans of a session when its replication role changes.
    return (state.plain and _forget(session, facts, state, guarded=True)) or _forget(
        session, facts, state, guarded=False
    )


def _forget(session: Session, facts: DialectFacts, state: State, *, guarded: bool) -> bool:
    try:
        with session.transaction():
            if not guarded:
                facts.unguarded(session)
            for source, kept in state.kept.items():
                _delete_new(session, facts, source, kept)
            facts.empty(session, state.empty)
            facts.put_back(session, state.sequences)
    except facts.errors:
        return False
    return True


def _delete_new(session: Session, facts: DialectFacts, source: str, kept: Kept) -> None:
    if not kept.keyed:
        _delete_by_row_id(session, facts, source, kept)
        return
    rows = _read(session, facts, source, kept.columns, ())
    new = [row for row in rows if row not in kept.rows]
    if new:
        columns = ", ".join(facts.read_back(quote(c)) for c in kept.columns)
        line = f"({', '.join(['%s'] * len(kept.columns))})"
        values = [value for row in new for value in row]
        where = f"({columns}) IN (VALUES {', '.join([line] * len(new))})"
        execute(session, f"DELETE FROM {source} WHERE {where}", values)


def _delete_by_row_id(session: Session, facts: DialectFacts, source: str, kept: Kept) -> None:
    """Delete the rows that occur more often than before."""
    left = Counter(kept.rows)
    row_id = facts.read_back(facts.row_id)
    for row in _read(session, facts, source, kept.columns, (row_id,)):
        if left[row[1:]] > 0:
            left[row[1:]] -= 1
            continue
        where = f"{facts.row_id} = {facts.row_id_value}"
        execute(session, f"DELETE FROM {source} WHERE {where}", [row[0]])

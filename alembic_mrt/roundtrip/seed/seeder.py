"""Fill every table with rows, and take them out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.code_types import CodeTypes
from alembic_mrt.roundtrip.seed.compose import RowSource, Sought
from alembic_mrt.roundtrip.seed.cycles import UnmendedCycleError
from alembic_mrt.roundtrip.seed.fill import Filling
from alembic_mrt.roundtrip.seed.given import Given
from alembic_mrt.roundtrip.seed.insert import DistrustError
from alembic_mrt.roundtrip.seed.order import Order, insertion_order
from alembic_mrt.roundtrip.seed.plan import TablePlan
from alembic_mrt.roundtrip.seed.planning import Planner
from alembic_mrt.roundtrip.seed.present import occupied
from alembic_mrt.roundtrip.seed.recipes import TIERS
from alembic_mrt.roundtrip.seed.state import State, forget, remember

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import Catalog, DialectFacts
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.schema.objects import Schema


@dataclass(frozen=True, slots=True)
class Seeding:
    """Say how many rows each table was given, and of every other table why it was given none.

    A table of ``not_seeded`` holds no row at all; the reason is one clause. A table that was
    given none and holds rows already is in ``inserted`` with 0. ``order`` is parents first;
    ``keys`` are the rows of each table that others can refer to. ``mixed`` tells of documents that
    hold values of every kind.
    """

    inserted: Mapping[TableName, int]
    not_seeded: Mapping[TableName, str]
    order: tuple[TableName, ...]
    keys: Mapping[TableName, Sequence[Row]] = field(default_factory=dict)
    mixed: bool = False


@dataclass(slots=True)
class Plans:
    """Hold the plans of all tables of one schema, and the order that they are filled in."""

    catalog: Catalog
    tables: dict[TableName, TablePlan]
    order: Order
    refused: dict[TableName, str] = field(default_factory=dict)


class Seeder:
    """Fill the tables of one history's databases, revision after revision.

    ``number`` chooses the values: the same number gives the same rows; ``types`` are those of the
    user's code, ``given`` is what the user gives. What is worked out about a table is kept for as
    long as the table stays as it is.
    """

    def __init__(
        self,
        facts: DialectFacts,
        number: int = 1,
        given: Given | None = None,
        types: CodeTypes | None = None,
    ) -> None:
        self._facts = facts
        self._types = types or CodeTypes()
        self._number = number
        self._given = given or Given({}, facts.default_schema)
        self._plans: dict[TableName, TablePlan] = {}
        self._catalog: Catalog | None = None
        self._last: tuple[Schema, frozenset[TableName], Plans] | None = None

    def seed(  # noqa: PLR0913
        self,
        session: Session,
        schema: Schema,
        ignore: frozenset[TableName] = frozenset(),
        sought: Sought | None = None,
        tiers: Sequence[str] = TIERS,
        *,
        with_given: bool = True,
        state: State | None = None,
    ) -> Seeding:
        """Give rows to every table of ``schema`` but those of ``ignore``, in one transaction.

        ``sought`` is what the revision looks for in rows, ``tiers`` are the kinds of rows to
        insert. With ``with_given`` the user's rows come first, and the others hold the user's
        values. ``state`` is that of the moment, where it has been noted.
        """
        plans = self.plans(session, schema, ignore)
        source = RowSource(session, self._facts, tuple(tiers), sought or Sought())
        held = self._held(session, plans) if state is None else state.held
        careful = False
        while True:
            filling = Filling(
                session,
                self._facts,
                plans,
                source,
                self._given,
                held,
                with_given=with_given,
                careful=careful,
            )
            try:
                with session.transaction(*self._facts.opening):
                    inserted, not_seeded = filling.fill()
            except UnmendedCycleError as error:
                plans.refused[error.table] = error.reason
            except DistrustError:
                careful = True
            else:
                return Seeding(inserted, not_seeded, plans.order.tables, filling.keys, source.mixed)

    def remember(
        self, session: Session, schema: Schema, ignore: frozenset[TableName] = frozenset()
    ) -> State:
        """Note what :meth:`forget` needs to know; call it before seeding."""
        plans = self.plans(session, schema, ignore)
        return remember(session, self._facts, plans, schema, ignore)

    def forget(self, session: Session, state: State) -> bool:
        """Delete every row that was not there when ``state`` was noted, and reset sequences.

        The schema must be the same again. Return whether the server let it be done; whether the
        rows are those of before is for the caller to read back.
        """
        return forget(session, self._facts, state)

    def holds_none(self, session: Session, plans: Plans) -> bool:
        """Tell whether the tables that can be filled hold no row."""
        return not self._held(session, plans)

    def _held(self, session: Session, plans: Plans) -> frozenset[TableName]:
        return frozenset(occupied(session, self._facts, plans.catalog, plans.order.tables))

    def plans(
        self, session: Session, schema: Schema, ignore: frozenset[TableName] = frozenset()
    ) -> Plans:
        """Return what the rows of every table of ``schema`` must obey, as it stands now."""
        last = self._last
        if last is not None and last[0] is schema and last[1] == ignore and self._typed(last[2]):
            return last[2]
        self._given.observe(schema)
        catalog = self._facts.catalog(session, schema)
        if self._catalog is None or _basis(catalog) != _basis(self._catalog):
            self._plans = {}
        self._catalog = catalog
        planner = Planner(self._facts, catalog, schema, self._number, self._types, self._given)
        tables = {}
        for table in schema.tables():
            name = (table.schema, str(table.name))
            if name in ignore or name in catalog.parts:
                continue
            objects = (table, *schema.of_table(name[1], name[0]))
            known = self._plans.get(name)
            if known is None or known.objects != objects or known.types != self._types.of(name):
                known = planner.plan(table, objects)
            tables[name] = known
        usable = {n: p for n, p in tables.items() if n not in catalog.refused}
        refused = {n: r for n, r in catalog.refused.items() if n not in ignore}
        plans = Plans(catalog, tables, insertion_order(usable), refused)
        self._plans.update(tables)
        self._last = (schema, ignore, plans)
        return plans

    def _typed(self, plans: Plans) -> bool:
        """Tell whether the user's code still gives the columns those types."""
        return all(self._types.of(name) == plan.types for name, plan in plans.tables.items())


def _basis(catalog: Catalog) -> tuple[object, ...]:
    return (catalog.bounds, catalog.details)

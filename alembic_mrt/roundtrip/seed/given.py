"""What the user gives to the tables of a history, and what becomes of it.

A history changes its schema, so a key counts wherever its table or column is there. What no
revision has, and what no revision takes, is a mistake; it is known when all of them have run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.seed.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.schema.objects import Schema

_IN_PYTHON = "MRTConfig"


@dataclass(slots=True)
class Use:
    """Tell of one row, or of the values of one column, whether any revision took it.

    ``refusals`` are the reasons by revision; ``what`` names it, with its seed.
    """

    what: str
    taken: bool = False
    refusals: dict[str, str] = field(default_factory=dict)


class Given:
    """Hold the user's seeds by key; ``default_schema`` may stand before a table's name or not.

    ``revision`` is the one whose trip is being made.
    """

    def __init__(self, sources: Mapping[str, Source], default_schema: str) -> None:
        self.revision = ""
        self._sources = sources
        self._default_schema = default_schema
        self._tables: frozenset[str] = frozenset()
        self._names: dict[str, None] = {}
        self._schema: Schema | None = None
        self._unseen: dict[str, Source] = dict(sources)
        self._uses: dict[tuple[str, int], Use] = {}

    def __bool__(self) -> bool:
        return bool(self._sources)

    def observe(self, schema: Schema) -> None:
        """Look at the tables that there are now, and for what the keys name among them."""
        if not self._sources or schema is self._schema:
            return
        self._schema = schema
        labels = {(t.schema, str(t.name)): t.label for t in schema.tables()}
        self._tables = frozenset(n for t in labels for n in self._labels(t))
        for table, label in labels.items():
            columns = {str(c.name) for c in schema.columns(table[1], table[0])}
            self._names.update(dict.fromkeys([label, *(f"{label}.{c}" for c in columns)]))
            for key in self._labels(table):
                self._see(key, columns)

    def _see(self, table: str, columns: set[str]) -> None:
        """Take the key of a table, those of its columns, and the columns of its rows for seen."""
        source = self._sources.get(table)
        if source is not None and table in self._unseen:
            del self._unseen[table]
            self._unseen.update({f"{table}.{c}": source for row in source.rows for c in row})
        for column in columns:
            self._unseen.pop(f"{table}.{column}", None)

    def rows(self, table: TableName) -> Iterator[tuple[Source, int, Mapping[str, object]]]:
        """Yield the rows given to a table, each with its seed and its number from 1."""
        for label in self._labels(table):
            if label in self._sources:
                source = self._sources[label]
                yield from ((source, n, row) for n, row in enumerate(source.rows, start=1))

    def source_of(self, table: TableName, column: str) -> Source | None:
        """Return the seed of a column, if any; a key that names a table is not its column's."""
        keys = [f"{label}.{column}" for label in self._labels(table)]
        found = (self._sources[k] for k in keys if k in self._sources and k not in self._tables)
        return next(found, None)

    def took(self, source: Source, number: int = 0) -> None:
        """Note that a row was written, or one with the values of a column (``number`` 0)."""
        self._use(source, number).taken = True

    def refused(self, source: Source, number: int, reason: str) -> None:
        """Note why none was written."""
        self._use(source, number).refusals.setdefault(self.revision, reason)

    def take_values(self, plan: TablePlan, but: Collection[str] = ()) -> None:
        """Note that a row was written with the values of the table's columns, ``but`` of some."""
        for name, source in self._sources_of(plan).items():
            if name not in but:
                self.took(source)

    def refuse_values(self, plan: TablePlan, reason: str) -> None:
        """Note why a table takes no row with those values, where it takes others."""
        sources = self._sources_of(plan)
        named = {name for name in sources if name in reason} or sources.keys()
        for name in named:
            self.refused(sources[name], 0, reason)

    def _sources_of(self, plan: TablePlan) -> dict[str, Source]:
        names = (c.name for c in plan.columns.values() if c.given is not None)
        found = ((name, self.source_of(plan.name, name)) for name in names)
        return {name: source for name, source in found if source is not None}

    def _use(self, source: Source, number: int) -> Use:
        what = f"row {number} of the {source}" if number else f"the values of the {source}"
        return self._uses.setdefault((source.key, number), Use(what))

    def judge(self, *, complete: bool) -> list[str]:
        """Return a sentence for each thing that was left out somewhere.

        Raises ConfigurationError for what is wrong, which is known only where ``complete`` tells
        that the trips of all revisions were made.
        """
        if complete:
            self._raise_unknown()
            self._raise_refused()
        unknown = (
            f'No revision that was tried has "{name}", which the {source} names.'
            for name, source in self._unseen.items()
        )
        return [*unknown, *(_left_out(use) for use in self._uses.values() if use.refusals)]

    def _raise_unknown(self) -> None:
        for name, source in self._unseen.items():
            near = get_close_matches(name, self._names, n=1)
            raise ConfigurationError(
                f'The {source} names "{name}", which no revision has.',
                f'Did you mean "{near[0]}"?' if near else "Correct the name.",
            )

    def _raise_refused(self) -> None:
        for use in self._uses.values():
            if use.refusals and not use.taken:
                revision, reason = next(iter(use.refusals.items()))
                what = use.what[0].upper() + use.what[1:]
                raise ConfigurationError(
                    f"{what} cannot be written at any revision; at {revision}: {reason}.",
                    "Correct the seed, or leave it out.",
                )

    def _labels(self, table: TableName) -> tuple[str, ...]:
        schema, name = table
        return (name, f"{self._default_schema}.{name}") if schema is None else (f"{schema}.{name}",)


def _left_out(use: Use) -> str:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for revision, reason in use.refusals.items():
        by_reason[reason].append(revision)
    told = "; ".join(f"at {', '.join(found)}: {reason}" for reason, found in by_reason.items())
    return f"Left out {use.what} {told}."


def read_given(settings: MRTConfig, default_schema: str) -> Given:
    """Import what the settings name under ``seeds``.

    Raises ConfigurationError naming the seed that is wrong and its place.
    """
    place = settings.places.get("seeds", _IN_PYTHON)
    sources = {key: Source(key, seed, place) for key, seed in settings.seeds.items()}
    return Given(sources, default_schema)

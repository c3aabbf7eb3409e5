"""What the user gives to the tables of a history, and what becomes of it.

A history changes its schema, so a key counts wherever its table or column is there. What no
revision has, and what no revision takes, is a mistake; it is known when all of them have run.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from alembic_mrt.config_seeds import read_seeds
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.seed.source import Source
from alembic_mrt.roundtrip.seed.use import Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.schema.objects import Schema

_IN_PYTHON = "MRTConfig"


class Given:
    """Hold the user's seeds by key; ``default_schema`` may stand before a table's name or not.

    ``revision`` is the one whose trip is being made.
    """

    def __init__(self, sources: Mapping[str, Source], default_schema: str) -> None:
        self.revision = ""
        self._sources = sources
        self._default_schema = default_schema
        self._tables: frozenset[str] = frozenset()
        self._schema: Schema | None = None
        self._unseen: dict[str, Source] = dict(sources)
        self._uses: dict[tuple[str, int], Use] = {}

    def __bool__(self) -> bool:
        return bool(self._sources)

    def observe(self, schema: Schema) -> None:
        """Look for what the keys name among the tables that there are now."""
        if not self._sources or schema is self._schema:
            return
        self._schema = schema
        self._tables = frozenset(key for key in self._sources if any(self._named(key)))
        for key in self._tables & self._unseen.keys():
            source = self._unseen.pop(key)
            self._unseen.update({f"{key}.{c}": source for row in source.rows for c in row})
        for name in [name for name in self._unseen if self._is_column(name)]:
            del self._unseen[name]

    def _named(self, name: str) -> Iterator[TableName]:
        """Yield the tables that are there now under a name, with or without its schema."""
        assert self._schema is not None
        dots = (i for i, character in enumerate(name) if character == ".")
        pairs = [(None, name), *((name[:i], name[i + 1 :]) for i in dots)]
        for namespace, table in pairs:
            home = None if namespace == self._default_schema else namespace
            if self._schema.table(table, home) is not None:
                yield home, table

    def _is_column(self, name: str) -> bool:
        assert self._schema is not None
        dots = (i for i, character in enumerate(name) if character == ".")
        return any(
            name[i + 1 :] in {column.name for column in self._schema.columns(table, home)}
            for i in dots
            for home, table in self._named(name[:i])
        )

    def rows(self, table: TableName) -> Iterator[tuple[Source, int, Mapping[str, object]]]:
        """Yield the rows given to a table, each with its seed and its number from 1."""
        for label in self._labels(table):
            if label in self._sources:
                source = self._sources[label]
                yield from ((source, n, row) for n, row in enumerate(source.rows, start=1))

    def source_of(self, table: TableName, column: str) -> Source | None:
        """Return the seed of a column, if any; a key that names a table is not its column's."""
        if not self._sources:
            return None
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
        for name in [name for name in sources if _speaks_of(name, reason)] or sources:
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
        return [*unknown, *(use.left_out() for use in self._uses.values() if use.refusals)]

    def _raise_unknown(self) -> None:
        for name, source in self._unseen.items():
            near = get_close_matches(name, self._names(), n=1)
            raise ConfigurationError(
                f'The {source} names "{name}", which no revision has.',
                f'Did you mean "{near[0]}"?' if near else "Correct the name.",
            )

    def _names(self) -> Iterator[str]:
        """Yield what a key could name at the end of the history."""
        for table in self._schema.tables() if self._schema else ():
            yield table.label
            columns = self._schema.columns(str(table.name), table.schema) if self._schema else ()
            yield from (f"{table.label}.{column.name}" for column in columns)

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


def _speaks_of(name: str, reason: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reason) is not None


def read_given(settings: MRTConfig, default_schema: str) -> Given:
    """Import what the settings name under ``seeds``.

    Raises ConfigurationError naming the seed that is wrong and its place.
    """
    place = settings.places.get("seeds", _IN_PYTHON)
    try:
        seeds = read_seeds(settings.seeds)
    except ValueError as error:
        raise ConfigurationError(f'The key "seeds" in {place} {error}.') from None
    sources = {key: Source(key, seed, place) for key, seed in seeds.items()}
    return Given(sources, default_schema)

"""Which tables some statements may touch, read from their text.

A statement can only touch a table that it names, but for what the schema itself does on the way:
actions of foreign keys, triggers, rules, views, functions, inheritance, event triggers. Where one
of those comes into play, and where the text alone does not tell (DO, CALL, CASCADE, set_config),
the answer is "any table".
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.comments import without_comments
from alembic_mrt.roundtrip.names import Names
from alembic_mrt.roundtrip.references import References
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    Domain,
    EnumType,
    EventTrigger,
    Function,
    Index,
    MaterializedView,
    RewriteRule,
    Schema,
    Sequence,
    Table,
    TableDefinition,
    Trigger,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.dialects.base import TableName

_OPAQUE = re.compile(
    r"(?:^|;)\s*(?:do|call|execute|copy|refresh|reassign|import|pragma\s+writable_schema)\b"
    r"|(?<!\bdelete)(?<!\bupdate)\s+cascade\b"
    r"|\bset_config\b"
    r"|\b(?:update|into|delete\s+from)\s+(?:only\s+)?(?:pg_catalog\s*\.\s*)?pg_"
    r"|\b(?:set|next)val\s*\(\s*(?:\w+\s*\(\s*)*[%$:?]"
    r"|\b(?:all\s+(?:tables|sequences)|drop\s+(?:owned|schema)|alter\s+schema|set\s+schema"
    r"|inherit|attach\s+partition|detach\s+partition|partition\s+of)\b"
)
_OF_PARTS = {
    *("index", "constraint", "sequence", "type", "domain", "trigger", "policy"),
    *("setval", "nextval"),
}
_STIRS = re.compile(r"\b(?:insert|delete|truncate)\b")
_WRITES = re.compile(r"\b(?:insert|update|delete|truncate|merge|execute|perform)\b")
_WORD = re.compile(r"\w+")
_DRIVERS_OWN = ("dbapi_connection", "driver_connection")


class Footprint:
    """Answer for the tables of one schema, the one that the statements are sent to."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._references = References(schema)

    def of(self, texts: Iterable[str]) -> frozenset[TableName] | None:
        """Return the tables that statements may touch; None stands for any."""
        named = self.named_by(texts)
        found = None if named is None else self._with_actions(named)
        return None if found is None or found & self._active else found

    def named_by(self, texts: Iterable[str]) -> frozenset[TableName] | None:
        """Return the tables that statements name; None where they may mean any."""
        found: set[TableName] = set()
        for text in texts:
            plain, words, opaque = _read(text)
            if self._watched or opaque or self._indirect.in_text(plain, words):
                return None
            found |= self._named(plain, words)
        return frozenset(found)

    def named_in(self, source: str) -> frozenset[TableName] | None:
        """Return the tables that the source of a script speaks of; None for any.

        None where it takes the driver's own connection, on which no statement is seen.
        """
        if any(name in source for name in _DRIVERS_OWN):
            return None
        text = source.casefold()
        return frozenset(self._named(text, frozenset(_WORD.findall(text))))

    def around(self, tables: Iterable[TableName]) -> frozenset[TableName] | None:
        """Return ``tables`` with those that they refer to, that refer to them, or are needed.

        None for any, where to fill those and to empty them again would touch others.
        """
        found = set(tables)
        children = {c.table_name for t in found for c in self._references.to[t]}
        found |= {k.parent for t in found for k in self._references.of[t]}
        found |= children
        ahead = list(found)
        while ahead:
            needed = {k.parent for k in self._references.of[ahead.pop()] if k.required}
            ahead += needed - found
            found |= needed
        return None if found & self._stirred else frozenset(found & self._tables.keys())

    def _named(self, plain: str, words: frozenset[str]) -> set[TableName]:
        found = self._names.in_text(plain, words)
        return found | self._parts.in_text(plain, words) if words & _OF_PARTS else found

    def _with_actions(self, named: frozenset[TableName]) -> frozenset[TableName]:
        found, ahead = set(named), list(named)
        while ahead:
            for key in self._references.to[ahead.pop()]:
                if key.acts and key.table_name not in found:
                    found.add(key.table_name)
                    ahead.append(key.table_name)
        return frozenset(found)

    @cached_property
    def _tables(self) -> dict[TableName, Table]:
        return {(t.schema, str(t.name)): t for t in self._schema.tables()}

    @cached_property
    def _names(self) -> Names:
        return Names((name[1].casefold(), name) for name in self._tables)

    @cached_property
    def _indirect(self) -> Names:
        """Name what leads from a statement to tables that it does not name."""
        kinds = (Function, View, MaterializedView)
        every = (o for kind in kinds for _, o in self._schema.buckets.every(kind))
        names = ((str(o.name).partition("(")[0], o.schema) for o in every)
        return Names((name.casefold(), (schema, name)) for name, schema in names)

    @cached_property
    def _watched(self) -> bool:
        """Tell whether DDL runs code of the user's, which may do anything."""
        return any(True for _ in self._schema.buckets.every(EventTrigger))

    @cached_property
    def _active(self) -> frozenset[TableName]:
        """Return tables on which a change leads to further ones."""
        acting = ((o.schema, o.table) for o in self._acting())
        return frozenset([*acting, *self._related(), *self._calling])

    @cached_property
    def _stirred(self) -> frozenset[TableName]:
        """Return tables on which a row that comes or goes leads to further changes."""
        acting = (o for o in self._acting() if _STIRS.search(str(o.definition).casefold()))
        return self._calling.union((o.schema, o.table) for o in acting)

    @cached_property
    def _calling(self) -> frozenset[TableName]:
        """Return tables with a default or a check by a function that itself writes."""
        every = self._schema.buckets.every
        functions = (f for _, f in every(Function) if _WRITES.search(str(f.definition).casefold()))
        writing = {str(f.name).partition("(")[0] for f in functions}
        if not writing:
            return frozenset()
        calls = [((c.schema, c.table), c.default) for _, c in every(Column)]
        calls += [((k.schema, k.table), k.expression) for _, k in every(CheckConstraint)]
        return frozenset(t for t, e in calls if not writing.isdisjoint(_WORD.findall(str(e))))

    def _acting(self) -> Iterator[TableDefinition]:
        """Yield what follows a change to the rows of a table."""
        for kind in (Trigger, RewriteRule):
            yield from (found for _, found in self._schema.buckets.every(kind))

    def _related(self) -> Iterator[TableName]:
        """Yield partitioned tables, those that inherit, and all that have the name of a parent."""
        parents: set[str] = set()
        for name, table in self._tables.items():
            options = table.options if isinstance(table.options, tuple) else ()
            inherited = [value for option, value in options if option == "inherits"]
            if table.partition or inherited:
                yield name
            parents.update(_WORD.findall(" ".join(inherited)))
        yield from (n for n in self._tables if parents.intersection(_WORD.findall(n[1])))

    @cached_property
    def _parts(self) -> Names:
        """Return names that stand for a table: of indexes, constraints, sequences and types.

        An index of a materialised view stands for none.
        """
        named = ((name, table) for name, table in self._part_names() if name)
        return Names((n.casefold(), table) for n, table in named if table in self._tables)

    def _part_names(self) -> Iterator[tuple[str, TableName]]:
        types = {str(o.name) for o in self._schema if isinstance(o, EnumType | Domain)}
        for found in self._schema:
            if isinstance(found, Index | Constraint | Trigger) and found.name:
                yield found.name, (found.schema, found.table)
            elif isinstance(found, Sequence) and isinstance(found.owner, str):
                yield str(found.name), (found.schema, found.owner.rpartition(".")[0])
            elif isinstance(found, Column):
                used = types.intersection(_WORD.findall(str(found.type)))
                yield from ((name, (found.schema, found.table)) for name in used)


@lru_cache(maxsize=256)
def _read(statement: str) -> tuple[str, frozenset[str], bool]:
    """Return a folded statement without comments, its words, and whether it may touch anything."""
    plain = without_comments(statement.casefold()).replace("_alembic_tmp_", " ")
    return plain, frozenset(_WORD.findall(plain)), _OPAQUE.search(plain) is not None

"""Which of the objects that went are there again under another name, and which go unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    Constraint,
    ForeignKey,
    Grant,
    Index,
    MaterializedView,
    Schema,
    SchemaObject,
    Sequence,
    Table,
    TableObject,
    View,
)

if TYPE_CHECKING:
    from alembic_mrt.schema.buckets import Key

Pair: TypeAlias = tuple[SchemaObject, SchemaObject]
Place: TypeAlias = tuple[str | None, str]


@dataclass(slots=True)
class Leftover:
    """Hold what of two schemas is not accounted for yet."""

    gone: list[SchemaObject] = field(default_factory=list)
    new: list[SchemaObject] = field(default_factory=list)
    common: list[Pair] = field(default_factory=list)

    def take(self, before: Mapping[Key, SchemaObject], after: Mapping[Key, SchemaObject]) -> None:
        """Sort the objects of one bucket."""
        for key, found in before.items():
            other = after.get(key)
            if other is None:
                self.gone.append(found)
            elif other is not found and other != found:
                self.common.append((found, other))
        self.new += (found for key, found in after.items() if key not in before)

    def drop(self, gone: Iterable[SchemaObject], new: Iterable[SchemaObject]) -> None:
        """Take objects out of the account."""
        ids = {id(found) for found in (*gone, *new)}
        self.gone = [found for found in self.gone if id(found) not in ids]
        self.new = [found for found in self.new if id(found) not in ids]


def pair(leftover: Leftover, before: Schema, after: Schema) -> list[Pair]:
    """Return what is there under another name or as another kind; forget what needs no word."""
    if not leftover.gone and not leftover.new:
        return []
    tables = _renamed_tables(leftover, before, after)
    _forget_contents(leftover, after)
    columns = _match(leftover, Column, _column_content)
    _translate(leftover, {(a.key[1:3], str(a.name)): str(b.name) for b, a in columns})
    _forget_dependents(leftover)
    constraints = _match(leftover, Constraint, _constraint_content)
    indexes = _match(leftover, Index, _index_content)
    return tables + columns + constraints + indexes + _other_kinds(leftover)


def _match(
    leftover: Leftover, kind: type[SchemaObject], content: Callable[[SchemaObject], Hashable]
) -> list[Pair]:
    """Pair what is alone in having its content on either side."""
    sides: defaultdict[Hashable, tuple[list[SchemaObject], list[SchemaObject]]]
    sides = defaultdict(lambda: ([], []))
    for side, objects in enumerate((leftover.gone, leftover.new)):
        for found in objects:
            if isinstance(found, kind):
                sides[found.key[:3], content(found)][side].append(found)
    pairs = [(old[0], new[0]) for old, new in sides.values() if len(old) == len(new) == 1]
    leftover.drop((b for b, _ in pairs), (a for _, a in pairs))
    return pairs


def _column_content(found: SchemaObject) -> Hashable:
    return repr(sorted((k, repr(v)) for k, v in found.attributes().items()))


def _constraint_content(found: SchemaObject) -> Hashable:
    assert isinstance(found, Constraint)
    return found.content


def _index_content(found: SchemaObject) -> Hashable:
    return repr(sorted((k, repr(v)) for k, v in found.attributes().items() if k != "comment"))


def _renamed_tables(leftover: Leftover, before: Schema, after: Schema) -> list[Pair]:
    gone = {id(o) for o in leftover.gone}
    pairs = _match(leftover, Table, lambda o: _table_content(before if id(o) in gone else after, o))
    contents = [
        (before.of_table(str(b.name), b.schema), after.of_table(str(a.name), a.schema))
        for b, a in pairs
    ]
    leftover.drop((o for b, _ in contents for o in b), (o for _, a in contents for o in a))
    moved = {str(a.name): str(b.name) for b, a in pairs}
    leftover.common = [(b, _referring(a, moved)) for b, a in leftover.common]
    leftover.common = [(b, a) for b, a in leftover.common if b != a]
    return pairs


def _table_content(schema: Schema, table: SchemaObject) -> Hashable:
    """Return what a table holds; one of which nothing is known equals no other."""
    held = schema.of_table(str(table.name), table.schema)
    return tuple(sorted(repr(replace(found, table="")) for found in held)) or id(table)


def _referring(found: SchemaObject, moved: Mapping[str, str]) -> SchemaObject:
    if isinstance(found, ForeignKey) and found.referred_table in moved:
        return replace(found, referred_table=moved[str(found.referred_table)])
    if isinstance(found, Sequence) and isinstance(found.owner, str):
        table, _, column = found.owner.rpartition(".")
        return replace(found, owner=f"{moved.get(table, table)}.{column}")
    return found


def _forget_contents(leftover: Leftover, after: Schema) -> None:
    """Forget what goes or stays with its table or view, and keys to a table that is gone."""
    gone, new = _containers(leftover.gone), _containers(leftover.new)
    lost = {(schema or None, name) for schema, name in gone}
    leftover.drop(
        (o for o in leftover.gone if _belongs(o, gone) or _refers(o, lost, after)),
        (o for o in leftover.new if _belongs(o, new)),
    )


def _containers(objects: Iterable[SchemaObject]) -> set[Place]:
    return {
        (o.schema, str(o.name)) for o in objects if isinstance(o, (Table, View, MaterializedView))
    }


def _belongs(found: SchemaObject, places: set[Place]) -> bool:
    if isinstance(found, TableObject):
        return (found.schema, found.table) in places
    if isinstance(found, Grant):
        return (found.schema, str(found.name).partition(".")[0]) in places
    if isinstance(found, Sequence) and isinstance(found.owner, str):
        return (found.schema, found.owner.rpartition(".")[0]) in places
    return False


def _refers(found: SchemaObject, lost: set[Place], after: Schema) -> bool:
    if not isinstance(found, ForeignKey) or not isinstance(found.referred_table, str):
        return False
    place = (found.referred_schema, found.referred_table)
    return place in lost and after.table(found.referred_table, found.referred_schema) is None


def _translate(leftover: Leftover, names: Mapping[tuple[Key, str], str]) -> None:
    """Call renamed columns by their old names, so that what stands on them does not differ."""
    if names:
        leftover.common = [(b, _translated(a, names)) for b, a in leftover.common]
        leftover.common = [(b, a) for b, a in leftover.common if b != a]
        leftover.new = [_translated(a, names) for a in leftover.new]


def _translated(found: SchemaObject, names: Mapping[tuple[Key, str], str]) -> Any:
    if isinstance(found, Sequence) and isinstance(found.owner, str):
        table, _, column = found.owner.rpartition(".")
        old = names.get(((found.schema or "", table), column), column)
        return replace(found, owner=f"{table}.{old}")
    columns = getattr(found, "columns", UNKNOWN)
    if not isinstance(found, (Index, Constraint)) or columns is UNKNOWN:
        return found
    place = found.key[1:3]
    changed = tuple(names.get((place, column), column) for column in columns)
    keyed: Any = found
    return found if changed == columns else replace(keyed, columns=changed)


def _forget_dependents(leftover: Leftover) -> None:
    """Forget constraints, indexes and sequences that go or stay with one of their columns."""
    leftover.drop(_dependents(leftover.gone), _dependents(leftover.new))


def _dependents(objects: list[SchemaObject]) -> list[SchemaObject]:
    columns = {(o.key[1:3], str(o.name)) for o in objects if isinstance(o, Column)}
    return [o for o in objects if any(place in columns for place in _stands_on(o))]


def _stands_on(found: SchemaObject) -> Iterator[tuple[Key, str]]:
    if isinstance(found, Sequence) and isinstance(found.owner, str):
        table, _, column = found.owner.rpartition(".")
        yield (found.schema or "", table), column
    if isinstance(found, Grant):
        table, _, column = str(found.name).partition(".")
        yield (found.schema or "", table), column
    yield from ((found.key[1:3], column) for column in _columns(found))


def _columns(found: SchemaObject) -> tuple[str, ...]:
    if not isinstance(found, (Index, Constraint)):
        return ()
    columns = getattr(found, "columns", ())
    return columns if isinstance(columns, tuple) else ()


def _other_kinds(leftover: Leftover) -> list[Pair]:
    """Pair constraints and indexes that share a name, but not their kind."""
    new = {(o.key[1:]): o for o in leftover.new if isinstance(o, (Constraint, Index)) and o.name}
    pairs: list[Pair] = []
    for found in leftover.gone:
        other = new.get(found.key[1:]) if _is_key(found) else None
        if other is not None and other.kind != found.kind:
            pairs.append((found, other))
    leftover.drop((b for b, _ in pairs), (a for _, a in pairs))
    unknown = Constraint.kind
    return [(b, a) for b, a in pairs if unknown not in (b.kind, a.kind)]


def _is_key(found: SchemaObject) -> bool:
    return isinstance(found, (Constraint, Index)) and found.name is not None

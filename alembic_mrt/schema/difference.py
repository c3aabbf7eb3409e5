"""What differs between two schemas: the one judgement of the analyzer and of the round trip."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from alembic_mrt.schema.objects import (
    UNKNOWN,
    Column,
    CompositeType,
    Constraint,
    Domain,
    EnumType,
    Index,
    Schema,
    SchemaObject,
    Table,
    TableObject,
)
from alembic_mrt.schema.pairing import Leftover, pair
from alembic_mrt.schema.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Change: TypeAlias = Literal["left behind", "not restored", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """State one way in which a schema is not what it was.

    ``attribute`` names the field that changed: ``name`` where the object is there under another
    name, ``kind`` where another sort of object bears the name.
    """

    change: Change
    before: SchemaObject | None = None
    after: SchemaObject | None = None
    attribute: str | None = None

    @property
    def subject(self) -> SchemaObject:
        """Return the object as it was, or as it is where it was not there before."""
        found = self.after if self.before is None else self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """Return what a message calls the object."""
        return self.subject.kind

    @property
    def object(self) -> str:
        """Name the object in the words of its owner, for a finding."""
        return title(self.subject)


def difference(before: Schema, after: Schema) -> tuple[Difference, ...]:
    """Return every way in which ``after`` is not ``before``, in a fixed order.

    What goes or stays with its table is not listed apart from the table, and what nobody could
    determine never differs.
    """
    leftover = Leftover()
    found: list[Difference] = []
    for name in before.buckets.differing(after.buckets):
        leftover.take(before.buckets.bucket(name), after.buckets.bucket(name))
    renamed = pair(leftover, before, after)
    found += (_named(b, a) for b, a in renamed)
    found += (d for b, a in leftover.common for d in _changed(b, a))
    found += (Difference(change="not restored", before=o) for o in leftover.gone)
    found += (Difference(change="left behind", after=o) for o in leftover.new)
    return tuple(sorted(found, key=_rank))


def notes(before: Schema, after: Schema) -> tuple[str, ...]:
    """Return sentences on what changed without being a difference: the order of columns."""
    found = []
    for schema, name in sorted(before.buckets.differing(after.buckets)):
        old = [str(c.name) for c in before.columns(name, schema or None)]
        new = [str(c.name) for c in after.columns(name, schema or None)]
        if old != new and sorted(old) == sorted(new):
            found.append(
                f"Columns of table '{name}' stand in another order after rollback: "
                f"{', '.join(new)} (it was {', '.join(old)})"
            )
    return tuple(found)


def _named(before: SchemaObject, after: SchemaObject) -> Difference:
    attribute = "kind" if before.name == after.name else "name"
    return Difference(change="changed", before=before, after=after, attribute=attribute)


def _changed(before: SchemaObject, after: SchemaObject) -> Iterator[Difference]:
    theirs = after.attributes()
    for name, value in before.attributes().items():
        other = theirs[name]
        if value != other and UNKNOWN not in (value, other) and not _unread(name, before, after):
            yield Difference(change="changed", before=before, after=after, attribute=name)


def _unread(attribute: str, before: SchemaObject, after: SchemaObject) -> bool:
    """Tell whether a field hangs on another that nobody could determine."""
    if attribute != "referred_schema":
        return False
    return UNKNOWN in (getattr(o, "referred_table", None) for o in (before, after))


_ORDER: Final[tuple[type[SchemaObject], ...]] = (Table, Column, Constraint, Index)
_TYPES: Final = (EnumType, Domain, CompositeType)


def _rank(found: Difference) -> tuple[int, str, str, str, str, int]:
    subject = found.subject
    table = subject.table if isinstance(subject, TableObject) else ""
    place = next((i for i, kind in enumerate(_ORDER) if isinstance(subject, kind)), len(_ORDER))
    if place == len(_ORDER) and not isinstance(subject, _TYPES):
        place += 1
    field = _position(field.name for field in fields(subject))
    return (
        place,
        subject.schema or "",
        table,
        subject.kind,
        str(subject.name),
        field.get(found.attribute or "", -1),
    )


def _position(names: Iterable[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}

"""``sa.Column(...)``, ``sa.ForeignKey(...)`` and the other items of a table, as schema values."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.defaults import canonical_default, quoted
from alembic_mrt.operations.expressions import sql_of
from alembic_mrt.operations.sa_constraints import (
    constraint_options,
    expression,
    foreign_key_of_column,
    read_item,
)
from alembic_mrt.operations.sa_implied import (
    check_name,
    inherited,
    type_checks,
    with_names_for_keys,
)
from alembic_mrt.operations.sa_types import ReadType, read_type
from alembic_mrt.operations.values import Ref, Term, Value, is_whole, text_of
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    EnumType,
    Flag,
    Index,
    PrimaryKey,
    SchemaObject,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_COLUMNS: Final = frozenset({"Column", "mapped_column", "Field"})


@dataclass
class ReadColumn:
    """Hold a column, the objects that come with it, and whether it belongs to the primary key."""

    column: Column
    objects: list[SchemaObject] = field(default_factory=list)
    enum: EnumType | None = None
    primary_key: Flag = False


def is_column(value: Value) -> bool:
    """Tell whether a value is a column."""
    return isinstance(value, Term) and value.base is None and value.last in _COLUMNS


def read_column(
    term: Term, table: str, schema: str | None, dialect: str | None = None, position: int = 0
) -> ReadColumn | None:
    """Read ``sa.Column(...)``; None where its name is not known."""
    arguments = list(term.args)
    name = arguments.pop(0) if arguments and _may_be_name(arguments[0]) else term.kwargs.get("name")
    text = text_of(name)
    if not isinstance(text, str):
        return None
    type_value = term.kwargs.get("type_")
    if type_value is None and arguments and not _is_item(arguments[0]):
        type_value = arguments.pop(0)
    read = read_type(type_value, dialect)
    column = Column(
        schema=schema, table=table, name=text, position=position, check=check_name(type_value)
    )
    made = _made(term, column, read, dialect)
    _add_items(made, arguments, term, dialect)
    made.objects += type_checks((*term.args, term.kwargs.get("type_")), made.column, dialect)
    return made


def _may_be_name(value: Value) -> bool:
    return value is None or isinstance(value, str) or isinstance(text_of(value), str)


def _is_item(value: Value) -> bool:
    return isinstance(value, Term) and value.last in {
        "ForeignKey", "CheckConstraint", "Identity", "Computed", "Sequence", "FetchedValue",
        "DefaultClause", "ColumnDefault", "UniqueConstraint", "PrimaryKeyConstraint",
    }  # fmt: skip


def _made(term: Term, bare: Column, read: ReadType, dialect: str | None) -> ReadColumn:
    primary = flag(term.kwargs.get("primary_key", False))
    nullable = term.kwargs.get("nullable")
    column = dataclasses.replace(
        bare,
        type=read.text,
        collation=read.collation,
        nullable=(not primary if primary is not UNKNOWN else UNKNOWN)
        if nullable is None or primary is True
        else flag(nullable),
        default=default_of(term.kwargs.get("server_default"), dialect),
        comment=text_of(term.kwargs.get("comment")),
    )
    return ReadColumn(column, [], read.enum if read.created_with_table else None, primary)


def flag(value: Value) -> Flag:
    """Return a known truth value, or UNKNOWN."""
    return bool(value) if isinstance(value, bool | int) or value is None else UNKNOWN


def default_of(value: Value, dialect: str | None = None) -> Text:
    """Return a server default in its one spelling."""
    if value is None or value is False:
        return None
    if isinstance(value, Term) and value.last in {"DefaultClause", "FetchedValue"}:
        value = value.arg(0, "arg")
    if isinstance(value, str):
        return canonical_default(quoted(value)) if is_whole(value) else UNKNOWN
    if isinstance(value, Term) and value.base is None and value.last in {"true", "false", "null"}:
        return _constant(value.last, dialect)
    text = sql_of(value, dialect) if isinstance(value, Term | Ref) else None
    return UNKNOWN if text is None or ":unknown" in text else canonical_default(text)


def _constant(word: str, dialect: str | None) -> str | None:
    if dialect == "sqlite":
        return {"true": "1", "false": "0"}.get(word)
    return None if word == "null" else word


def _add_items(made: ReadColumn, items: Sequence[Value], term: Term, dialect: str | None) -> None:
    column = made.column
    for item in items:
        last = item.last if isinstance(item, Term) else ""
        if last == "ForeignKey":
            made.objects.append(foreign_key_of_column(item, column))
        elif last == "CheckConstraint":
            made.objects += _check(item, column, dialect)
        elif last in {"Identity", "Computed", "DefaultClause"}:
            made.column = _generated(made.column, item, dialect)
    options = constraint_options(term.kwargs, dialect)
    if options:
        own = made.column.options if isinstance(made.column.options, tuple) else ()
        made.column = dataclasses.replace(made.column, options=tuple(sorted({*own, *options})))
    server_default = term.kwargs.get("server_default")
    if isinstance(server_default, Term) and server_default.last in {"Identity", "Computed"}:
        made.column = _generated(
            dataclasses.replace(made.column, default=None), server_default, dialect
        )
    made.objects += _flagged(term, column)


def _check(item: Term, column: Column, dialect: str | None) -> Iterator[CheckConstraint]:
    for read in read_item(item, column.table, column.schema, dialect):
        if isinstance(read, CheckConstraint):
            yield dataclasses.replace(read, apart=False)


def _generated(column: Column, item: Term, dialect: str | None) -> Column:
    if item.last == "DefaultClause":
        return dataclasses.replace(column, default=default_of(item.arg(0, "arg"), dialect))
    if item.last == "Computed":
        stored = item.arg(1, "persisted") is True and dialect != "postgresql"
        return dataclasses.replace(
            column,
            generated=expression(item.arg(0, "sqltext"), dialect),
            options=(("stored", "true"),) if stored else (),
        )
    if dialect == "sqlite":
        return column
    return dataclasses.replace(column, identity=identity_of(item), nullable=False)


def identity_of(item: Term) -> str:
    """Return ``sa.Identity(...)`` as it would be written in SQL."""
    how = "ALWAYS" if item.arg(0, "always", False) is True else "BY DEFAULT"
    given = item.kwargs
    if given.get("on_null", given.get("oracle_on_null")) is True:
        how += " ON NULL"
    options = numbering(given)
    return f"{how} ({options})" if options else how


_USUAL: Final[dict[str, tuple[object, ...]]] = {
    "start": (1, None),
    "increment": (1, None),
    "minvalue": (1, None),
    "maxvalue": (2**15 - 1, 2**31 - 1, 2**63 - 1, None),
    "cache": (1, None),
}
"""What PostgreSQL takes where nothing is said, and reflection says all the same."""


def numbering(given: Mapping[str, Value]) -> str:
    """Return the options of an identity or a sequence as SQL has them."""
    words = {"start": "start with", "increment": "increment by", "minvalue": "minvalue",
             "maxvalue": "maxvalue", "cache": "cache"}  # fmt: skip
    said = {name: given[name] for name in words if given.get(name) not in _USUAL[name]}
    options = [f"{words[name]} {value}" for name, value in said.items()]
    options += ["cycle"] if given.get("cycle") is True else []
    options += ["order"] if given.get("order", given.get("oracle_order")) is True else []
    return " ".join(options)


def _flagged(term: Term, column: Column) -> Iterator[SchemaObject]:
    """Yield what ``index=True`` and ``unique=True`` make."""
    unique, index = flag(term.kwargs.get("unique")), flag(term.kwargs.get("index"))
    where: dict[str, Any] = {"schema": column.schema, "table": column.table}
    columns = (str(column.name),)
    if index is True:
        name = f"ix_{column.table}_{column.name}"
        yield Index(**where, name=name, columns=columns, unique=unique is True)
    elif unique is True:
        yield UniqueConstraint(**where, columns=columns, apart=True)


def _is_left_out(item: Value, dialect: str | None) -> bool:
    """Tell whether CREATE TABLE leaves a foreign key out, which Alembic then never creates."""
    named = isinstance(item, Term) and item.last == "ForeignKeyConstraint"
    altered = named and item.kwargs.get("use_alter") is True
    return altered and dialect not in ("sqlite", None)


def table_objects(
    items: Sequence[Value], table: str, schema: str | None, dialect: str | None = None
) -> tuple[tuple[SchemaObject, ...], bool]:
    """Read the items of a table; the flag tells whether all of them could be read."""
    found: list[SchemaObject] = []
    enums: dict[object, EnumType] = {}
    keys: list[str] = []
    complete = True
    items = [item for item in items if not _is_system(item)]
    for item in items:
        if is_column(item):
            position = sum(isinstance(o, Column) for o in found) + 1
            read = read_column(item, table, schema, dialect, position)
            complete = complete and read is not None
            if read is not None:
                found += [read.column, *read.objects]
                keys += [str(read.column.name)] if read.primary_key is True else []
                enum = inherited(item, read.enum, schema)
                enums.update({enum.key: enum} if enum else {})
        elif not _is_left_out(item, dialect):
            others = read_item(item, table, schema, dialect)
            complete = complete and bool(others)
            found += others
    found = with_names_for_keys(found, items)
    return (*enums.values(), *_with_keys(found, keys, table, schema)), complete


def _is_system(item: Value) -> bool:
    """Tell whether a column is the database's own, which CREATE TABLE leaves out."""
    return is_column(item) and item.kwargs.get("system") is True


def _with_keys(
    found: list[SchemaObject], keys: list[str], table: str, schema: str | None
) -> Iterator[SchemaObject]:
    explicit = [o for o in found if isinstance(o, PrimaryKey)]
    if keys and not explicit:
        explicit = [PrimaryKey(schema=schema, table=table, columns=tuple(keys), apart=True)]
        found = [*found, *explicit]
    keyed = {n for key in explicit if isinstance(key.columns, tuple) for n in key.columns}
    for item in found:
        if isinstance(item, Column) and item.name in keyed and item.nullable is True:
            yield dataclasses.replace(item, nullable=False)
        else:
            yield item

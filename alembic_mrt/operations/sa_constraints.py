"""``sa.UniqueConstraint(...)``, ``sa.Index(...)`` and their like, as schema values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.dialect_keywords import dialect_keywords, settings
from alembic_mrt.operations.expressions import sql_of
from alembic_mrt.operations.sql.tokens import canonical_text
from alembic_mrt.operations.values import (
    HOLE,
    Attribute,
    LocalClass,
    Term,
    Value,
    is_whole,
    schema_of,
    text_of,
)
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    Constraint,
    ExcludeConstraint,
    Flag,
    ForeignKey,
    Index,
    Names,
    PrimaryKey,
    SchemaObject,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NOT_EMITTED: Final = frozenset({"concurrently", "invalid"})


def name_of(value: Value) -> str | None:
    """Return a constraint's name; None where there is none or it is not known."""
    text = text_of(value)
    return text if isinstance(text, str) else None


def column_name(value: Value, dialect: str | None = None) -> Text:
    """Return a column's name, or an expression in one spelling."""
    if isinstance(value, str):
        return value if is_whole(value) else UNKNOWN
    if isinstance(value, Attribute):
        return value.name
    if isinstance(value, Term) and value.last in {"Column", "column"} and value.base is None:
        return text_of(value.arg(0, "name"))
    text = sql_of(value, dialect)
    return UNKNOWN if text is None or HOLE in text else canonical_text(text).removesuffix(" asc")


def names(values: Value, dialect: str | None = None) -> Names:
    """Return a list of columns, or UNKNOWN."""
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, list | tuple | set):
        return UNKNOWN
    found = [column_name(value, dialect) for value in values]
    return tuple(str(n) for n in found) if all(isinstance(n, str) for n in found) else UNKNOWN


def deferrable_of(kwargs: Mapping[str, Value]) -> Text:
    """Return DEFERRABLE and INITIALLY as SQL, None where they are the default."""
    initially = kwargs.get("initially")
    if isinstance(initially, str) and initially.upper() == "DEFERRED":
        return "DEFERRABLE INITIALLY DEFERRED"
    # Alembic writes that of an EXCLUDE constraint as a text.
    return "DEFERRABLE" if kwargs.get("deferrable") in (True, "True") else None


def action(value: Value) -> Text:
    """Return ON DELETE or ON UPDATE; NO ACTION is the default."""
    if not is_whole(value):
        return None if value is None else UNKNOWN
    return None if value.upper() == "NO ACTION" else str(value.upper())


def expression(value: Value, dialect: str | None = None) -> Text:
    """Return an expression in its one spelling."""
    if isinstance(value, str):
        return canonical_text(value) if is_whole(value) else UNKNOWN
    text = sql_of(value, dialect)
    return UNKNOWN if text is None or ":unknown" in text else canonical_text(text)


def referred(value: Value) -> tuple[str | None, Text, Text]:
    """Return schema, table and column that ``"schema.table.column"`` names."""
    if isinstance(value, Attribute):
        return _referred_attribute(value)
    if not is_whole(value):
        return None, UNKNOWN, UNKNOWN
    parts = value.split(".")
    if len(parts) == 1:
        return None, parts[0], None
    return (".".join(parts[:-2]) or None), parts[-2], parts[-1]


def _referred_attribute(value: Attribute) -> tuple[str | None, Text, Text]:
    owner = value.base.base if isinstance(value.base, Attribute) else value.base
    if isinstance(owner, LocalClass) and owner.table_name:
        return None, owner.table_name, value.name
    if isinstance(owner, Term) and owner.last in {"Table", "table"}:
        return schema_of(owner.kwargs.get("schema")), text_of(owner.arg(0, "name")), value.name
    return None, UNKNOWN, value.name


def foreign_key(
    term: Mapping[str, Value], where: dict[str, Any], local: Names, targets: Sequence[Value]
) -> ForeignKey:
    """Return a foreign key; ``term`` holds the keyword arguments of its constructor."""
    read = [referred(target) for target in targets]
    columns = tuple(str(column) for _, _, column in read if isinstance(column, str))
    return ForeignKey(
        **where,
        columns=local,
        referred_schema=read[0][0] if read else None,
        referred_table=read[0][1] if read else UNKNOWN,
        referred_columns=columns if len(columns) == len(read) and read else UNKNOWN,
        ondelete=action(term.get("ondelete")),
        onupdate=action(term.get("onupdate")),
        match=action(term.get("match")),
        deferrable=deferrable_of(term),
        validated=term.get("postgresql_not_valid") is not True,
    )


def foreign_key_of_column(term: Term, column: Column) -> ForeignKey:
    """Return the constraint that ``sa.ForeignKey(...)`` in a column makes."""
    where = {
        "schema": column.schema,
        "table": column.table,
        "name": name_of(term.kwargs.get("name")),
    }
    made = foreign_key(term.kwargs, where, (str(column.name),), [term.arg(0, "column")])
    return replace(made, apart=True)


def read_item(
    item: Value, table: str, schema: str | None, dialect: str | None = None
) -> list[SchemaObject]:
    """Return what an item of a table other than a column makes; empty where it is not known."""
    if not isinstance(item, Term) or item.base is not None:
        return []
    where: dict[str, Any] = {"schema": schema, "table": table}
    if item.last == "Index":
        return [index(name_of(item.arg(0, "name")), item.args[1:], item.kwargs, where, dialect)]
    where["name"] = name_of(item.kwargs.get("name"))
    made = _constraint(item, where, dialect)
    return [] if made is None else [replace(made, apart=True)]


def _constraint(item: Term, where: dict[str, Any], dialect: str | None) -> Constraint | None:
    deferrable = deferrable_of(item.kwargs)
    options = constraint_options(item.kwargs, dialect)
    if item.last == "PrimaryKeyConstraint":
        return PrimaryKey(
            **where, columns=_columns(item, dialect), deferrable=deferrable, options=options
        )
    if item.last == "UniqueConstraint":
        strict = item.kwargs.get("postgresql_nulls_not_distinct") is True
        return UniqueConstraint(
            **where,
            columns=_columns(item, dialect),
            deferrable=deferrable,
            nulls_not_distinct=strict,
            options=options,
        )
    if item.last == "CheckConstraint":
        return _check(item, where, dialect)
    if item.last == "ForeignKeyConstraint":
        where["name"] = name_of(item.arg(2, "name"))
        targets = item.arg(1, "refcolumns")
        known = targets if isinstance(targets, list | tuple) else []
        return foreign_key(item.kwargs, where, names(item.arg(0, "columns")), known)
    if item.last == "ExcludeConstraint":
        definition = exclusion(item.args, item.kwargs, dialect)
        return ExcludeConstraint(**where, definition=definition, deferrable=deferrable)
    return None


def _columns(item: Term, dialect: str | None) -> Names:
    return UNKNOWN if item.incomplete else names(item.args, dialect)


def _check(item: Term, where: dict[str, Any], dialect: str | None) -> CheckConstraint:
    where["name"] = name_of(item.arg(1, "name"))
    valid = item.kwargs.get("postgresql_not_valid") is not True
    return CheckConstraint(
        **where,
        expression=expression(item.arg(0, "sqltext"), dialect),
        validated=valid,
        deferrable=deferrable_of(item.kwargs),
        options=constraint_options(item.kwargs, dialect),
    )


def exclusion(
    elements: Sequence[Value], kwargs: Mapping[str, Value], dialect: str | None = None
) -> Text:
    """Return the definition of an exclusion constraint as SQL would put it."""
    parts = []
    for element in elements:
        if not isinstance(element, list | tuple) or len(element) != 2 or not is_whole(element[1]):
            return UNKNOWN
        name = column_name(element[0], dialect)
        if not isinstance(name, str):
            return UNKNOWN
        kind = _operator_class(kwargs.get("ops"), name)
        parts.append(f"{name}{kind} with {element[1]}")
    using = kwargs.get("using", "gist")
    where = expression(kwargs["where"], dialect) if kwargs.get("where") is not None else None
    tail = f" where ({where})" if isinstance(where, str) else ""
    return f"using {using} ({', '.join(parts)}){tail}"


def _operator_class(ops: Value, name: str) -> str:
    found = ops.get(name) if isinstance(ops, dict) else None
    return f" {found}" if is_whole(found) else ""


def constraint_options(
    kwargs: Mapping[str, Value], dialect: str | None
) -> tuple[tuple[str, str], ...]:
    """Return what only one dialect knows of a constraint: INCLUDE, ON CONFLICT, CLUSTERED."""
    found = (
        (option.replace("_", " "), _listed(value))
        for _, option, value in dialect_keywords(kwargs, dialect)
        if option not in {"nulls_not_distinct", "not_valid"} and value not in ([], ())
    )
    return tuple(sorted(found))


def _listed(value: Value) -> str:
    known = names(value) if isinstance(value, list | tuple) else UNKNOWN
    return ", ".join(known) if isinstance(known, tuple) else str(value).casefold()


def index(
    name: str | None,
    columns: Sequence[Value],
    kwargs: Mapping[str, Value],
    where: dict[str, Any],
    dialect: str | None = None,
) -> Index:
    """Return the index that a name, columns and keyword arguments make."""
    options = _dialect_options(kwargs, dialect)
    predicate, using = options.pop("where", None), options.pop("using", None)
    include = options.pop("include", None)
    strict, length = options.pop("nulls_not_distinct", None), options.pop("length", None)
    return Index(
        **where,
        name=name,
        columns=_with_lengths(names(columns, dialect), length),
        unique=_flag(kwargs.get("unique", False)),
        where=None if predicate is None else expression(predicate, dialect),
        using=None if using == "btree" else text_of(using),
        include=() if include is None else names(include),
        nulls_not_distinct=strict is True,
        options=tuple(sorted((key, settings(value)) for key, value in options.items())),
    )


def _with_lengths(columns: Names, length: Value) -> Names:
    """Return the columns with the lengths of their prefixes, as MySQL writes them."""
    if length is None or not isinstance(columns, tuple):
        return columns
    lengths = length if isinstance(length, dict) else dict.fromkeys(columns, length)
    return tuple(f"{name}({lengths[name]})" if name in lengths else name for name in columns)


def _flag(value: Value) -> Flag:
    return bool(value) if value is None or isinstance(value, bool | int) else UNKNOWN


def _dialect_options(kwargs: Mapping[str, Value], dialect: str | None) -> dict[str, Value]:
    """Return ``postgresql_where`` and its like without the dialect's name."""
    found: dict[str, Value] = {}
    for _, option, value in dialect_keywords(kwargs, dialect):
        if option not in _NOT_EMITTED:
            found.setdefault(option, value)
    return found

"""What to write into downgrade() so that a difference goes away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    Constraint,
    EnumType,
    ForeignKey,
    Function,
    Grant,
    Index,
    PrimaryKey,
    SchemaObject,
    Table,
    TableObject,
    UniqueConstraint,
    Unknown,
)
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.schema.difference import Difference

_UNNAMED: Final = "Give it a name in upgrade(), and drop it by that name in downgrade()."
_REQUIRED: Final = (
    "; where rows are there, add it as nullable, fill it, and set NOT NULL then, or give it a "
    "server_default"
)
_ROUTINE: Final = re.compile(
    r"(?:create\s+(?:or\s+replace\s+)?)?(aggregate|procedure)\b", re.IGNORECASE
)
_BESIDE: Final = frozenset({"comment", "options"})
"""What the directive that creates an index or a constraint is not shown with."""
_AUTOINCREMENT: Final = 'table_kwargs={"sqlite_autoincrement": True}'


def remedy(found: Difference) -> str:
    """Say what to add or to change in downgrade(), as code where that is possible."""
    if found.before is not None and found.after is not None:
        return _restore_attribute(found.before, found.after, found.attribute or "")
    what = found.subject
    if found.change == "left behind":
        unnamed = isinstance(what, Constraint) and what.name is None
        return _UNNAMED if unnamed else f"Add to downgrade(): {dropping(what)}"
    code = creating(what)
    if code is None:
        return f"Create {subject(what)} again in downgrade(), as it was before."
    required = isinstance(what, Column) and what.nullable is False and what.default is None
    return f"Add to downgrade(): {code}{_REQUIRED if required else ''}"


def dropping(what: SchemaObject) -> str:
    """Return the directive that drops an object."""
    name, place = repr_name(what.name), _schema(what)
    if isinstance(what, TableObject):
        return _dropping_from(what, name, f"{_quoted(what.table)}{place}")
    if isinstance(what, Table):
        return f"op.drop_table({name}{place})"
    if isinstance(what, EnumType):
        return f"sa.Enum(name={name}{place}).drop(op.get_bind(), checkfirst=True)"
    if isinstance(what, Grant):
        return f"what takes them back, such as a REVOKE ({title(what)})"
    kind = _routine(what) if isinstance(what, Function) else what.kind
    return f'op.execute("DROP {kind.upper()} {what.label}")'


def _routine(what: Function) -> str:
    """Return the word by which DROP calls it."""
    found = _ROUTINE.match(str(what.definition))
    return found[1] if found else what.kind


def _dropping_from(what: TableObject, name: str, table: str) -> str:
    if isinstance(what, Column):
        return f"op.drop_column({_quoted(what.table)}, {name}{_schema(what)})"
    if isinstance(what, Index):
        return f"op.drop_index({name}, table_name={table})"
    if isinstance(what, Constraint):
        return f"op.drop_constraint({name}, {table}, type_={_type(what)})"
    return f'op.execute("DROP {what.kind.upper()} {what.name} ON {what.table}")'


def creating(what: SchemaObject) -> str | None:
    """Return the directive that creates an object, or None where it takes a longer text."""
    if isinstance(what, Column):
        code = _column(what)
        return code and f"op.add_column({_quoted(what.table)}, {code}{_schema(what)})"
    if isinstance(what, Index):
        return _create_index(what)
    if isinstance(what, EnumType) and not isinstance(what.labels, Unknown):
        labels = ", ".join(_quoted(label) for label in what.labels)
        return f"sa.Enum({labels}, name={repr_name(what.name)}).create(op.get_bind())"
    if isinstance(what, Constraint):
        return _create_constraint(what)
    return None


def _restore_attribute(before: SchemaObject, after: SchemaObject, attribute: str) -> str:
    if attribute == "name":
        return _rename(before, after)
    if attribute == "identity" and getattr(before, attribute) == "AUTOINCREMENT":
        return f"Give {_AUTOINCREMENT} to each batch_alter_table() of the table, in upgrade() too."
    if attribute == "identity" and getattr(after, attribute) == "AUTOINCREMENT":
        return f"Leave {_AUTOINCREMENT} out of batch_alter_table() in downgrade()."
    return _as_it_was(before, attribute)


def _as_it_was(before: SchemaObject, attribute: str) -> str:
    altering = _altering(before, attribute) if isinstance(before, Column) else None
    if altering is not None:
        return f"Add to downgrade(): {altering}"
    if attribute in _BESIDE:
        return f"Restore the {attribute} of {subject(before)} in downgrade()."
    code = creating(before) if isinstance(before, (Constraint, Index)) else None
    if code is not None:
        return f"Create it in downgrade() as it was: {code}"
    return f"Restore it in downgrade() as it was: {subject(before)}."


def _altering(before: Column, attribute: str) -> str | None:
    """Return the directive that gives a column a field back, or None where there is none."""
    value = _ALTERS[attribute](getattr(before, attribute)) if attribute in _ALTERS else None
    table, name = _quoted(before.table), repr_name(before.name)
    return value and f"op.alter_column({table}, {name}, {value}{_schema(before)})"


def _rename(before: SchemaObject, after: SchemaObject) -> str:
    old, new = repr_name(before.name), repr_name(after.name)
    if isinstance(before, Table):
        return f"Add to downgrade(): op.rename_table({new}, {old}{_schema(before)})"
    if isinstance(before, Column):
        table = _quoted(before.table)
        return f"Add to downgrade(): op.alter_column({table}, {new}, new_column_name={old})"
    if before.name is None:
        return "Create it in downgrade() without a name, as it was."
    return f"Give it the name {old} in downgrade()."


def _column(what: Column) -> str | None:
    kind = sqlalchemy_type(what.type)
    if kind is None or what.identity is not None or what.generated is not None:
        return None
    parts = [repr_name(what.name), kind]
    if what.nullable is False:
        parts.append("nullable=False")
    if isinstance(what.default, str):
        parts.append(f"server_default=sa.text({_quoted(what.default)})")
    return f"sa.Column({', '.join(parts)})"


_TYPE: Final = re.compile(
    r"(VARCHAR|CHAR|TEXT|INTEGER|BIGINT|SMALLINT|BOOLEAN|DATE|TIME|TIMESTAMP|NUMERIC|FLOAT|REAL"
    r"|JSON|BLOB|UUID)(\(\d+(?:, \d+)?\))?"
)


def sqlalchemy_type(text: object) -> str | None:
    """Return a type as SQLAlchemy code where its SQL text has a class of the same name."""
    if text == "TIMESTAMP WITH TIME ZONE":
        return "sa.TIMESTAMP(timezone=True)"
    match = _TYPE.fullmatch(text) if isinstance(text, str) else None
    return f"sa.{match[1]}{match[2] or '()'}" if match else None


def _alter_type(value: object) -> str | None:
    kind = sqlalchemy_type(value)
    return kind and f"type_={kind}"


def _alter_default(value: object) -> str | None:
    text = f"sa.text({_quoted(value)})" if isinstance(value, str) else "None"
    return f"server_default={text}"


def _alter_nullable(value: object) -> str | None:
    return f"nullable={value}"


def _alter_comment(value: object) -> str | None:
    return f"comment={value!r}"


_ALTERS: Final[dict[str, Callable[[object], str | None]]] = {
    "type": _alter_type,
    "nullable": _alter_nullable,
    "default": _alter_default,
    "comment": _alter_comment,
}


def _create_index(what: Index) -> str | None:
    if isinstance(what.columns, Unknown):
        return None
    columns = ", ".join(
        _quoted(c) if c.isidentifier() else f"sa.text({_quoted(c)})" for c in what.columns
    )
    more = ", unique=True" if what.unique is True else ""
    if isinstance(what.where, str):
        more += f", postgresql_where=sa.text({_quoted(what.where)})"
    if isinstance(what.using, str):
        more += f", postgresql_using={_quoted(what.using)}"
    if isinstance(what.include, tuple) and what.include:
        more += f", postgresql_include={list(what.include)!r}"
    name, table = repr_name(what.name), _quoted(what.table)
    return f"op.create_index({name}, {table}, [{columns}]{more}{_schema(what)})"


def _create_constraint(what: Constraint) -> str | None:
    columns = getattr(what, "columns", ())
    if isinstance(columns, Unknown):
        return None
    name, table = repr_name(what.name), _quoted(what.table)
    listed = ", ".join(_quoted(column) for column in columns)
    if isinstance(what, UniqueConstraint):
        return f"op.create_unique_constraint({name}, {table}, [{listed}])"
    if isinstance(what, PrimaryKey):
        return f"op.create_primary_key({name}, {table}, [{listed}])"
    if isinstance(what, CheckConstraint) and isinstance(what.expression, str):
        return f"op.create_check_constraint({name}, {table}, {_quoted(what.expression)})"
    if isinstance(what, ForeignKey):
        return _create_foreign_key(what, f"{name}, {table}", listed)
    return None


def _create_foreign_key(what: ForeignKey, head: str, columns: str) -> str | None:
    if isinstance(what.referred_table, Unknown) or isinstance(what.referred_columns, Unknown):
        return None
    referred = ", ".join(_quoted(column) for column in what.referred_columns)
    more = "".join(
        f", {field}={_quoted(value)}"
        for field in ("ondelete", "onupdate")
        if isinstance(value := getattr(what, field), str)
    )
    target = _quoted(str(what.referred_table))
    return f"op.create_foreign_key({head}, {target}, [{columns}], [{referred}]{more})"


def _type(what: Constraint) -> str:
    words = {"foreign key": "foreignkey", "unique constraint": "unique", "primary key": "primary"}
    return _quoted(words.get(what.kind, "check"))


def _schema(what: SchemaObject) -> str:
    return f", schema={_quoted(what.schema)}" if what.schema else ""


def repr_name(name: str | None) -> str:
    """Return a name as Python code."""
    return "None" if name is None else _quoted(name)


def _quoted(text: str) -> str:
    single = repr(text)
    if single.startswith('"') or '"' in text:
        return single
    return f'"{single[1:-1]}"'

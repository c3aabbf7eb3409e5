"""create_*_constraint, create_foreign_key, create_primary_key and drop_constraint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alembic_mrt.operations.directives.registry import Call, directive
from alembic_mrt.operations.sa_constraints import (
    constraint_options,
    deferrable_of,
    exclusion,
    expression,
    foreign_key,
    name_of,
    names,
)
from alembic_mrt.operations.values import Origin, Unread, schema_of, text_of
from alembic_mrt.operations.vocabulary import CreateConstraint, DropConstraint, Operation
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Constraint,
    ExcludeConstraint,
    PrimaryKey,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.operations.site import Site


def _where(call: Call, schema: str = "schema") -> dict[str, Any]:
    table = text_of(call.args[1] if len(call.args) > 1 else _table_keyword(call))
    return {
        "name": name_of(call.arg(0, "constraint_name")),
        "schema": schema_of(call.kwargs.get(schema)),
        "table": table if isinstance(table, str) else "",
    }


def _table_keyword(call: Call) -> object:
    return call.kwargs.get("table_name", call.kwargs.get("source_table", Unread()))


def _made(call: Call, site: Site, constraint: Constraint) -> Operation:
    return CreateConstraint(
        **site.common,
        constraint=replace(constraint, apart=True),
        table=constraint.table or UNKNOWN,
        name=text_of(call.arg(0, "constraint_name")),
    )


@directive("create_unique_constraint", table_at=1)
def create_unique_constraint(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_unique_constraint(name, table, columns)``."""
    constraint = UniqueConstraint(
        **_where(call),
        columns=names(call.arg(2, "columns")),
        deferrable=deferrable_of(call.kwargs),
        nulls_not_distinct=call.kwargs.get("postgresql_nulls_not_distinct") is True,
        options=constraint_options(call.kwargs, site.dialect),
    )
    yield _made(call, site, constraint)


@directive("create_primary_key", table_at=1)
def create_primary_key(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_primary_key(name, table, columns)``."""
    constraint = PrimaryKey(**_where(call), columns=names(call.arg(2, "columns")))
    yield _made(call, site, constraint)


@directive("create_check_constraint", table_at=1)
def create_check_constraint(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_check_constraint(name, table, condition)``."""
    constraint = CheckConstraint(
        **_where(call),
        expression=expression(call.arg(2, "condition"), site.dialect),
        validated=call.kwargs.get("postgresql_not_valid") is not True,
        deferrable=deferrable_of(call.kwargs),
        options=constraint_options(call.kwargs, site.dialect),
    )
    yield _made(call, site, constraint)


@directive("create_exclude_constraint", table_at=1)
def create_exclude_constraint(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_exclude_constraint(name, table, *elements)``."""
    definition = exclusion(call.args[2:], call.kwargs, site.dialect)
    deferrable = deferrable_of(call.kwargs)
    made = ExcludeConstraint(**_where(call), definition=definition, deferrable=deferrable)
    yield _made(call, site, made)


@directive("create_foreign_key", table_at=1, schema="source_schema")
def create_foreign_key(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.create_foreign_key(name, source, referent, columns, referred)``."""
    where = _where(call, "source_schema")
    referent = text_of(call.arg(2, "referent_table"))
    schema = schema_of(call.kwargs.get("referent_schema"))
    remote = names(call.arg(4, "remote_cols"))
    prefix = f"{schema}." if schema else ""
    known = isinstance(remote, tuple) and isinstance(referent, str)
    targets = [f"{prefix}{referent}.{name}" for name in remote] if known else []  # type: ignore[union-attr]
    constraint = foreign_key(call.kwargs, where, names(call.arg(3, "local_cols")), targets)
    yield _made(call, site, constraint)


@directive("drop_constraint", table_at=1)
def drop_constraint(call: Call, site: Site) -> Iterator[Operation]:
    """Read ``op.drop_constraint(name, table, type_=...)``."""
    name = call.arg(0, "constraint_name")
    type_ = call.arg(2, "type_")
    yield DropConstraint(
        **site.common,
        name=text_of(name),
        table=text_of(call.arg(1, "table_name")),
        schema=schema_of(call.kwargs.get("schema")),
        type_=type_ if isinstance(type_, str) else None,
        if_exists=call.kwargs.get("if_exists") is True,
        by_inspector=isinstance(name, Unread) and name.origin is Origin.INSPECTOR,
    )

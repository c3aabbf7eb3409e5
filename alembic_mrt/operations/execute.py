"""Statements that a script runs through ``op.execute``, a connection or a session."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.defaults import quoted
from alembic_mrt.operations.expressions import has_unknown, is_statement, sql_of
from alembic_mrt.operations.sql.read import read_sql
from alembic_mrt.operations.table_terms import tables_of_terms, term_operation
from alembic_mrt.operations.values import HOLE, Ref, Term, Unread, Value, source_of
from alembic_mrt.operations.vocabulary import (
    Delete,
    Execute,
    Insert,
    Opaque,
    Operation,
    Update,
)
from alembic_mrt.schema.objects import UNKNOWN, Unknown

if TYPE_CHECKING:
    import ast
    from collections.abc import Mapping

    from alembic_mrt.operations.site import Site

_PARAMETER: Final = re.compile(r"(?<![:\w\\]):([A-Za-z_]\w*)")
_MOST_PARAMETER_SETS: Final = 100

Rows = tuple[tuple[tuple[str, object], ...], ...]


def insert_rows(value: Value) -> Rows | Unknown:
    """Return literal rows; a value that is not a literal is UNKNOWN."""
    if not isinstance(value, list | tuple) or not all(isinstance(row, dict) for row in value):
        return UNKNOWN
    return tuple(tuple((str(name), _plain(cell)) for name, cell in row.items()) for row in value)


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return UNKNOWN if HOLE in value else value
    return value if value is None or isinstance(value, bool | int | float) else UNKNOWN


def read_statement(
    statement: Value, parameters: Value, node: ast.AST, site: Site, *, per_row: bool = False
) -> list[Operation]:
    """Return what a statement does; ``per_row`` tells that it runs for each row of a query."""
    if isinstance(statement, str):
        return _text(statement, parameters, node, site, per_row)
    if isinstance(statement, Term):
        return _term(statement, parameters, node, site, per_row)
    known = isinstance(statement, Ref) and statement.library == "sqlalchemy"
    if known:
        return [Execute(**site.common, sql=source_of(node))]
    return [_opaque(node, site, _reason(statement), Opaque.ANY)]


def _reason(statement: Value) -> str:
    source = statement.source if isinstance(statement, Unread) else ""
    return f"the SQL of {source} is not known" if source else "the SQL is not known"


def _opaque(
    node: ast.AST, site: Site, reason: str, effect: str, tables: tuple[str, ...] = ()
) -> Opaque:
    source = source_of(node)
    return Opaque(**site.common, source=source, reason=reason, effect=effect, tables=tables)


def _text(sql: str, parameters: Value, node: ast.AST, site: Site, per_row: bool) -> list[Operation]:
    sets = parameters if isinstance(parameters, list | tuple) else [parameters]
    if not sets or len(sets) > _MOST_PARAMETER_SETS:
        sets = [None]
    found: list[Operation] = []
    for given in sets:
        found += read_sql(_substituted(sql, given), site)
    if per_row and (parameters is not None or HOLE in sql):
        return _for_each_row(found, node, site)
    return found


def _substituted(sql: str, parameters: Value) -> str:
    """Return SQL with the literals that its named parameters stand for."""
    if not isinstance(parameters, dict):
        return sql
    return _PARAMETER.sub(lambda match: _literal(match, parameters), sql)


def _literal(match: re.Match[str], parameters: Mapping[str, Value]) -> str:
    value = parameters.get(match[1], UNKNOWN)
    if isinstance(value, str) and HOLE not in value:
        return quoted(value)
    if value is None or isinstance(value, bool):
        return "NULL" if value is None else str(value).upper()
    return str(value) if isinstance(value, int | float) else match[0]


def _for_each_row(found: list[Operation], node: ast.AST, site: Site) -> list[Operation]:
    """Return changes of rows as one opaque operation, as their values come from rows."""
    changes = [op for op in found if isinstance(op, Insert | Update | Delete)]
    if not changes:
        return found
    tables = tuple(dict.fromkeys(str(op.table) for op in changes if isinstance(op.table, str)))
    reason = "it runs for each row of a query, with values of that row"
    rest = [op for op in found if op not in changes]
    return [
        *rest,
        replace(_opaque(node, site, reason, Opaque.DATA, tables), writes=_written(found)),
    ]


def _written(operations: list[Operation]) -> tuple[str, ...]:
    """Return the columns that UPDATEs write; none where there is anything else."""
    if operations and all(isinstance(op, Delete) for op in operations):
        return Opaque.ROWS
    updates = [op.assignments for op in operations if isinstance(op, Update)]
    if len(updates) < len(operations):
        return ()
    known = [pairs for pairs in updates if isinstance(pairs, tuple)]
    return tuple(name for pairs in known for name, _ in pairs) if len(known) == len(updates) else ()


def _term(
    term: Term, parameters: Value, node: ast.AST, site: Site, per_row: bool
) -> list[Operation]:
    text, bound = _as_text(term)
    if text is not None:
        merged = {**bound, **parameters} if isinstance(parameters, dict) else parameters or bound
        return _text(text, merged or None, node, site, per_row)
    made = term_operation(term, site)
    if made is not None:
        return made
    if not is_statement(term):
        return [_opaque(node, site, "the statement is not known", Opaque.ANY)]
    if not _changes_rows(term):
        return [Execute(**site.common, sql=source_of(node))]
    return _core_statement(term, parameters, node, site, per_row)


def _as_text(term: Term) -> tuple[str | None, dict[str, Value]]:
    """Return the SQL of ``sa.text(...)``, with the parameters that ``bindparams`` gives it."""
    bound: dict[str, Value] = {}
    value: Value = term
    while isinstance(value, Term) and value.base is not None:
        if value.head not in {"bindparams", "execution_options", "columns", "params"}:
            return None, {}
        if value.head in {"bindparams", "params"}:
            bound |= value.kwargs
            bound |= dict(_bindparam(arg) for arg in value.args if isinstance(arg, Term))
        value = value.base
    if not isinstance(value, Term) or value.last not in {"text", "DDL", "TextClause"}:
        return None, {}
    sql = value.arg(0, "text", value.kwargs.get("statement"))
    return (sql if isinstance(sql, str) else HOLE), bound


def _bindparam(term: Term) -> tuple[str, Value]:
    return str(term.arg(0, "key")), term.arg(1, "value", Unread())


def _changes_rows(term: Value) -> bool:
    while isinstance(term, Term):
        if term.last in {"insert", "update", "delete"}:
            return True
        term = term.base
    return False


def _core_statement(
    term: Term, parameters: Value, node: ast.AST, site: Site, per_row: bool
) -> list[Operation]:
    tables = tables_of_terms(term)
    if per_row and (has_unknown(term) or parameters is not None):
        reason = "it runs for each row of a query, with values of that row"
        opaque = _opaque(node, site, reason, Opaque.DATA, tables)
        sql = sql_of(term, site.dialect)
        return [replace(opaque, writes=_written(read_sql(sql, site) if sql else []))]
    if term.last == "insert" and isinstance(parameters, list | tuple | dict):
        rows = [parameters] if isinstance(parameters, dict) else parameters
        return [
            Insert(**site.common, table=tables[0] if tables else UNKNOWN, rows=insert_rows(rows))
        ]
    sql = sql_of(term, site.dialect)
    if sql is None:
        reason = "the statement is built in a way that is not read"
        return [_opaque(node, site, reason, Opaque.DATA, tables)]
    return _text(sql, parameters, node, site, per_row)

"""Methods of what leads to the database: op, a batch, a connection, a session, an inspector."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.batches import opened_batch
from alembic_mrt.operations.directives.registry import Call, directives
from alembic_mrt.operations.execute import read_statement
from alembic_mrt.operations.expressions import has_unknown, sql_of
from alembic_mrt.operations.table_terms import tables_of_terms
from alembic_mrt.operations.values import (
    Attribute,
    Handle,
    Method,
    Origin,
    Role,
    Term,
    Unread,
    Value,
)
from alembic_mrt.operations.vocabulary import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.operations.state import State

_RUNS: Final = frozenset(
    {"execute", "scalar", "scalars", "exec_driver_sql", "executemany", "stream", "exec"}
)
_NOTHING: Final = frozenset(
    {
        "commit", "rollback", "close", "dispose", "detach", "invalidate", "flush", "expire_all",
        "expunge_all", "expire", "refresh", "expunge", "remove", "autocommit", "fetchall",
    }
)  # fmt: skip
_SAME: Final = frozenset(
    {"connect", "begin", "begin_nested", "execution_options", "get_bind", "connection", "cursor",
     "raw_connection", "begin_transaction", "no_autoflush", "__enter__", "bind"}
)  # fmt: skip
_WRITES: Final = frozenset(
    {
        "add", "add_all", "merge", "delete", "bulk_save_objects", "bulk_insert_mappings",
        "bulk_update_mappings",
    }
)  # fmt: skip
_QUERY_CHAIN: Final = frozenset(
    {
        "filter", "filter_by", "join", "outerjoin", "order_by", "group_by", "having", "limit",
        "offset", "options", "with_entities", "distinct", "select_from", "where", "yield_per",
        "with_for_update", "enable_eagerloads", "execution_options", "populate_existing",
    }
)  # fmt: skip
_LEAVES_ROWS: Final = frozenset(
    {"options", "yield_per", "with_for_update", "enable_eagerloads", "execution_options",
     "populate_existing", "order_by"}
)  # fmt: skip
_ORM_REASON: Final = "rows are changed through an ORM session"


def call_handle(state: State, function: Method | Handle, call: Call) -> Value:
    """Call a method of a handle, or the handle itself."""
    if isinstance(function, Method) and function.name in {"__enter__", "__exit__"}:
        return function.owner if function.name == "__enter__" else None
    if isinstance(function, Handle):
        return Handle(Role.SESSION) if function.role is Role.SESSION_FACTORY else function
    return _CALLS[function.owner.role](state, function, call)


def _op(state: State, method: Method, call: Call) -> Value:
    if method.name in {"get_bind", "get_context", "f", "inline_literal"}:
        return _plain_directive(method, call)
    if method.name == "batch_alter_table":
        return Handle(Role.BATCH, opened_batch(call, state.dialect))
    if method.name not in directives():
        state.opaque(call.node, _unknown_directive(method.name))
        return Unread(call.node)
    return _directive(state, method, call)


def _unknown_directive(name: str) -> str:
    if name == "invoke":
        return "op.invoke() runs an operation object that is not read"
    return f"op.{name}() is no directive of Alembic that is known"


def _plain_directive(method: Method, call: Call) -> Value:
    if method.name in {"f", "inline_literal"}:
        return call.arg(0, "name", call.kwargs.get("value"))
    return Handle(Role.BIND if method.name == "get_bind" else Role.CONTEXT)


def _directive(state: State, method: Method, call: Call) -> Value:
    if method.name == "execute":
        return _run(state, method, call)
    state.emit(directives()[method.name].read(call, state.site(call.node)))
    return Unread(call.node) if method.name != "create_table" else _created(call)


def _created(call: Call) -> Value:
    """Return the table that ``op.create_table`` returns."""
    name = call.arg(0, "table_name")
    return Term("sqlalchemy.Table", (name, None, *call.args[1:]), call.kwargs, None, call.node)


def _batch(state: State, method: Method, call: Call) -> Value:
    batch = method.owner.batch
    if batch is None or method.name in {"get_bind", "get_context", "f", "inline_literal"}:
        return _plain_directive(method, call)
    known = directives().get(method.name)
    if known is None:
        state.opaque(call.node, f"batch.{method.name}() is no directive that is known")
        return Unread(call.node)
    args = call.args
    if method.name != "execute":
        args = (*args[: known.table_at], batch.table, *args[known.table_at :])
        # A name given by keyword leaves no positional argument before the table.
        named = "constraint_name" if "constraint" in method.name else "index_name"
        if known.table_at and not call.args:
            args = (call.kwargs.get(named), batch.table)
    kwargs = {**call.kwargs, known.schema: batch.schema}
    saved, state.batch = state.batch, batch.options
    try:
        return _directive(state, method, dataclasses.replace(call, args=args, kwargs=kwargs))
    finally:
        state.batch = saved


def _run(state: State, method: Method, call: Call) -> Value:
    statement = call.args[0] if call.args else next(iter(call.kwargs.values()), None)
    parameters = call.args[1] if len(call.args) > 1 else None
    if method.name != "execute" or method.owner.role not in {Role.OP, Role.BATCH}:
        parameters = call.kwargs.get("parameters", call.kwargs.get("params", parameters))
    per_row = state.row_loops > 0
    site = state.site(call.node)
    state.emit(read_statement(statement, parameters, call.node, site, per_row=per_row))
    orm = method.owner.role is Role.SESSION
    return Unread(call.node, Origin.ORM if orm else Origin.ROWS, _tables(call))


def _tables(call: Call) -> tuple[str, ...]:
    return tables_of_terms([*call.args, *call.kwargs.values()])


def _bind(state: State, method: Method, call: Call) -> Value:
    if method.name in _RUNS:
        return _run(state, method, call)
    if method.name in _SAME:
        return Handle(Role.BIND)
    if method.name in _NOTHING:
        return None
    if method.name in {"run_sync", "run_callable", "execute_async"}:
        state.opaque(call.node, f"{method.name}() runs code that is not read")
    return Unread(call.node, Origin.ROWS)


def _context(state: State, method: Method, call: Call) -> Value:
    if method.name == "autocommit_block":
        return Handle(Role.AUTOCOMMIT)
    if method.name in {"execute", "_exec"}:
        return _run(state, method, call)
    if method.name in {"begin_transaction", "get_bind"}:
        return Handle(Role.BIND)
    if method.name in directives() and method.name != "execute":
        state.opaque(call.node, "a call of the dialect's implementation is not read")
    return Unread(call.node)


def _dialect(_: State, method: Method, call: Call) -> Value:
    if method.name in {"quote", "quote_identifier", "format_table", "quote_schema"} and call.args:
        return call.args[0]
    return Unread(call.node, Origin.INSPECTOR)


def _inspector(_: State, __: Method, call: Call) -> Value:
    return Unread(call.node, Origin.INSPECTOR)


def _session(state: State, method: Method, call: Call) -> Value:
    if method.name in _RUNS:
        return _run(state, method, call)
    if method.name == "query":
        asked = call.args if len(call.args) == 1 else ()
        return Handle(Role.QUERY, tables=_tables(call), asked=asked)
    if method.name in _WRITES:
        writes = Opaque.ROWS if method.name == "delete" else ()
        state.opaque(call.node, _ORM_REASON, Opaque.DATA, _tables(call), writes)
        return Unread(call.node, Origin.ORM, _tables(call))
    return _session_itself(method, call)


def _session_itself(method: Method, call: Call) -> Value:
    if method.name in _NOTHING:
        return None
    if method.name in {"connection", "get_bind"}:
        return Handle(Role.BIND)
    if method.name in {"begin", "begin_nested", "__enter__", "no_autoflush"}:
        return Handle(Role.SESSION)
    return Unread(call.node, Origin.ORM, _tables(call))


def _query(state: State, method: Method, call: Call) -> Value:
    tables = method.owner.tables
    if method.name in {"delete", "update"}:
        statement = _statement(method, call)
        if statement is not None and sql_of(statement, state.dialect) is not None:
            site, per_row = state.site(call.node), state.row_loops > 0
            state.emit(read_statement(statement, None, call.node, site, per_row=per_row))
            return Unread(call.node, Origin.ROWS, tables)
        writes = _assigned(call) if method.name == "update" else Opaque.ROWS
        state.opaque(call.node, _ORM_REASON, Opaque.DATA, tables, writes)
        return Unread(call.node, Origin.ROWS, tables)
    if method.name in _QUERY_CHAIN:
        return dataclasses.replace(method.owner, asked=_asked(method, call))
    origin = Origin.ROWS if method.name in {"count", "scalar", "exists"} else Origin.ORM
    return Unread(call.node, origin, tables)


def _asked(method: Method, call: Call) -> tuple[Value, ...]:
    """Return what a query asks with one condition more; nothing where it is another question."""
    before = method.owner.asked
    if method.name in _LEAVES_ROWS or not before:
        return before
    conditions = method.name in {"filter", "where"} and not call.incomplete
    return (*before, *call.args) if conditions else ()


def _statement(method: Method, call: Call) -> Term | None:
    """Return ``query.delete()`` or ``query.update({...})`` as the statement that it sends."""
    if not method.owner.asked:
        return None
    target, *conditions = method.owner.asked
    statement = Term(f"sqlalchemy.{method.name}", (target,), {}, None, call.node)
    if method.name == "update":
        values = call.arg(0, "values")
        statement = Term("values", (values,), {}, statement, call.node)
    for condition in conditions:
        statement = Term("where", (condition,), {}, statement, call.node)
    return None if has_unknown(statement) else statement


def _assigned(call: Call) -> tuple[str, ...]:
    """Return the columns that ``query.update({...})`` writes, none where they are not known."""
    values = call.arg(0, "values")
    names = [_column_name(key) for key in values] if isinstance(values, dict) else []
    return tuple(name for name in names if name) if all(names) else ()


def _column_name(key: Value) -> str:
    return key if isinstance(key, str) else key.name if isinstance(key, Attribute) else ""


def _autocommit(_: State, __: Method, call: Call) -> Value:
    return Unread(call.node)


_CALLS: Final[dict[Role, Callable[[Any, Any, Any], Value]]] = {
    Role.OP: _op,
    Role.BATCH: _batch,
    Role.BIND: _bind,
    Role.CONTEXT: _context,
    Role.DIALECT: _dialect,
    Role.INSPECTOR: _inspector,
    Role.SESSION: _session,
    Role.SESSION_FACTORY: _session,
    Role.QUERY: _query,
    Role.AUTOCOMMIT: _autocommit,
}

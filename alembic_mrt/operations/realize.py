"""Build what an expression of a script builds, with SQLAlchemy's own constructors.

Only constructors of SQLAlchemy are called, with the values that were read from the source; what
is not known becomes the parameter ``:unknown``.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.values import Attribute, LocalClass, Ref, Term, Unread, Value, is_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MODULES: Final = ("sqlalchemy", "sqlalchemy.sql.expression", "sqlalchemy.sql", "sqlalchemy.types")
REFUSALS: Final = (AttributeError, LookupError, TypeError, ValueError, NotImplementedError)


class NotExpressibleError(Exception):
    """Say that a value is not an expression of SQL."""


def realize(value: Value) -> Any:
    """Return what SQLAlchemy makes of a value that was read; raise NotExpressibleError."""
    if isinstance(value, list | tuple | set):
        items = [realize(item) for item in value]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, dict):
        return {key: realize(item) for key, item in value.items()}
    for kind, build in _REALIZERS.items():
        if isinstance(value, kind):
            return build(value)
    if isinstance(value, str):
        return value if is_whole(value) else _unknown()
    if value is None or isinstance(value, bool | int | float | bytes):
        return value
    raise NotExpressibleError(repr(value))


def _unknown() -> Any:
    import sqlalchemy

    return sqlalchemy.literal_column(":unknown")


def _reference(value: Ref) -> Any:
    import importlib

    module, _, name = value.dotted.rpartition(".")
    if module.split(".")[0] != "sqlalchemy":
        raise NotExpressibleError(value.dotted)
    for candidate in (module, *_MODULES):
        if candidate in _MODULES or candidate.startswith(("sqlalchemy.dialects.",)):
            try:
                return getattr(importlib.import_module(candidate), name)
            except (ImportError, AttributeError):
                continue
    raise NotExpressibleError(value.dotted)


def _attribute(value: Attribute) -> Any:
    if isinstance(value.base, Ref) and value.base.dotted == "sqlalchemy.func":
        return getattr(_reference(value.base), value.name)
    return _call(lambda: getattr(realize(value.base), value.name))


def _term(value: Term) -> Any:
    if value.incomplete:
        raise NotExpressibleError(value.source)
    if value.head.startswith("operator."):
        return _operator(value)
    if value.base is not None:
        return _method(value)
    if value.last in {"table", "Table"}:
        if value.real is None:
            name, schema = value.arg(0, "name"), value.kwargs.get("schema")
            value.real = _table(name, value.args[1:], schema)
        return value.real
    if value.last in {"column", "Column"}:
        return _column(value)
    if value.last == "bindparam" and isinstance(value.arg(1, "value", Unread()), Unread):
        return _parameter(value)
    if value.head.startswith("sqlalchemy.func."):
        function = getattr(_reference(Ref("sqlalchemy.func")), value.last)
    else:
        function = _reference(Ref(value.head))
    return _apply(function, value)


def _parameter(value: Term) -> Any:
    """Return a parameter whose value comes with the execution; compiled as it is, it is NULL."""
    import sqlalchemy

    key = value.arg(0, "key")
    return sqlalchemy.literal_column(f":{key}") if is_whole(key) else _unknown()


def _method(value: Term) -> Any:
    base = realize(value.base)
    return _apply(_call(lambda: getattr(base, value.head)), value)


def _apply(function: Callable[..., Any], value: Term) -> Any:
    args = [realize(arg) for arg in value.args]
    kwargs = {name: realize(arg) for name, arg in value.kwargs.items()}
    if value.head == "values":
        args, kwargs = [_as_literals(arg) for arg in args], _as_literals(kwargs)
    return _call(lambda: function(*args, **kwargs))


def _as_literals(value: Any) -> Any:
    """Return the values of VALUES or SET as literals, which know how they are written."""
    import sqlalchemy

    if isinstance(value, dict):
        return {key: _as_literals(item) for key, item in value.items()}
    plain = isinstance(value, bool | int | float | str)
    return sqlalchemy.literal(value) if plain else value


def _call(make: Callable[[], Any]) -> Any:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return make()
    except (*REFUSALS, SQLAlchemyError) as error:
        raise NotExpressibleError(str(error)) from error


def _operator(value: Term) -> Any:
    name = value.last
    operands = [realize(arg) for arg in value.args]
    if name == "getitem":
        return _call(lambda: operands[0][operands[1]])
    return _call(lambda: getattr(operator, name)(*operands))


def _table(name: Value, columns: Sequence[Value], schema: Value) -> Any:
    import sqlalchemy

    if not is_whole(name):
        raise NotExpressibleError("a table without a known name")
    terms = [c for c in columns if isinstance(c, Term) and c.last in {"column", "Column"}]
    real = [_column(term) for term in terms]
    known = schema if is_whole(schema) else None
    return _call(lambda: sqlalchemy.table(name, *real, schema=known))


def _column(value: Term) -> Any:
    import sqlalchemy

    name = value.arg(0, "name")
    if not is_whole(name):
        raise NotExpressibleError("a column without a known name")
    return sqlalchemy.column(name, _column_type(value.arg(1, "type_")))


def _column_type(value: Value) -> Any:
    """Return the type where expressions depend on it, which is JSON's operators."""
    import sqlalchemy
    from sqlalchemy.dialects.postgresql import JSONB

    name = _type_name(value).upper()
    if "JSON" not in name:
        return None
    return JSONB() if "JSONB" in name else sqlalchemy.JSON()


def _type_name(value: Value) -> str:
    while isinstance(value, Term) and value.base is not None:
        value = value.base
    if isinstance(value, LocalClass):
        return value.name if "impl" not in value.scope.names else _type_name(_impl(value))
    return value.last if isinstance(value, Ref | Term) else ""


def _impl(made: LocalClass) -> Value:
    return made.scope.names["impl"]


def _mapped_class(value: LocalClass) -> Any:
    """Return a mapped class as the table that stands for it."""
    table = value.scope.names.get("__table__")
    if isinstance(table, Term):
        return _term(table)
    if not value.real:
        value.real.append(_mapped_table(value))
    return value.real[0]


def _mapped_table(mapped: LocalClass) -> Any:
    columns = []
    for name, column in mapped.scope.names.items():
        if isinstance(column, Term) and column.last in {"Column", "mapped_column", "Field"}:
            given = column.arg(0, "name")
            json = next((arg for arg in column.args if "JSON" in _type_name(arg).upper()), None)
            known = (given if is_whole(given) else name, json)
            columns.append(Term("sqlalchemy.column", known))
    return _table(mapped.table_name, columns, None)


def _class_attribute(value: Attribute) -> Any:
    if isinstance(value.base, LocalClass):
        table = _mapped_class(value.base)
        if value.name == "__table__":
            return table
        return _call(lambda: table.c[value.name])
    return _attribute(value)


_REALIZERS: Final[dict[type, Callable[[Any], Any]]] = {
    Unread: lambda _: _unknown(),
    Ref: _reference,
    Attribute: _class_attribute,
    Term: _term,
    LocalClass: _mapped_class,
}

"""Watch env.py and the migrations declare columns and read them."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from alembic.operations import ops
from alembic.operations.base import AbstractOperations
from sqlalchemy import ColumnClause, Table, TextClause, event
from sqlalchemy.engine import Engine
from sqlalchemy.sql.selectable import TableClause

from alembic_mrt.roundtrip.raw_connections import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine.interfaces import ExecutionContext

    from alembic_mrt.roundtrip.code_types import CodeTypes
    from alembic_mrt.roundtrip.dialects.base import TableName

_BATCH = "_alembic_tmp_"
_REDEFINES = re.compile(r"\b(?:create|drop)\s+table\b|\brename\b|\balter\b.*\btype\b", re.I | re.S)
_CREATES = re.compile(
    r"\s*create\s+(?:\w+\s+){0,2}?table\s+(?:if\s+not\s+exists\s+)?"
    r"(?P<name>[\w.]+|(?:\w+\.)?\"[^\"]+\")",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"([^"]+)"')


class CodeTypeEvents:
    """Tell ``types`` what is declared and read, inside a ``with`` block."""

    def __init__(self, types: CodeTypes) -> None:
        self._types = types
        self._exit = ExitStack()

    def __enter__(self) -> CodeTypeEvents:
        self._listen(Table, "after_create", self._on_create)
        self._listen(Engine, "before_cursor_execute", self._on_execute)
        wrap(self._exit, AbstractOperations, "invoke", self._on_invoke)
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def _listen(self, target: Any, name: str, function: Callable[..., Any]) -> None:
        event.listen(target, name, function)
        self._exit.callback(event.remove, target, name, function)

    def _on_create(self, table: Table, _connection: object, **_: object) -> None:
        # Batch mode makes its table of what it has reflected, where no type of the code is left.
        if table.name.startswith(_BATCH):
            return
        name = (table.schema, str(table.name))
        self._types.forget(name)
        for column in table.columns:
            self._types.declare(name, str(column.name), column.type)

    def _on_invoke(
        self, wrapped: Callable[..., Any], _: object, arguments: Any, parameters: Any
    ) -> Any:
        returned = wrapped(*arguments, **parameters)
        operation = (*arguments, *parameters.values())[0]
        if isinstance(operation, ops.AlterTableOp | ops.DropTableOp):
            self._follow(operation, (operation.schema, str(operation.table_name)))
        return returned

    def _follow(self, operation: ops.MigrateOperation, table: TableName) -> None:
        types = self._types
        if isinstance(operation, ops.AddColumnOp):
            types.declare(table, str(operation.column.name), operation.column.type)
        elif isinstance(operation, ops.AlterColumnOp):
            self._alter(operation, table)
        elif isinstance(operation, ops.DropColumnOp):
            types.forget(table, operation.column_name)
        elif isinstance(operation, ops.RenameTableOp):
            types.rename(table, (table[0], str(operation.new_table_name)))
        elif isinstance(operation, ops.DropTableOp):
            types.forget(table)

    def _alter(self, operation: ops.AlterColumnOp, table: TableName) -> None:
        name, types = operation.column_name, self._types
        if operation.modify_type is not None:
            types.declare(table, name, operation.modify_type)
        elif operation.existing_type is not None and not types.declares(table, name):
            types.declare(table, name, operation.existing_type)
        if operation.modify_name is not None:
            types.rename_column(table, name, operation.modify_name)

    def _on_execute(
        self,
        _connection: object,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: ExecutionContext | None,
        _many: bool,
    ) -> None:
        compiled: Any = getattr(context, "compiled", None)
        raw = compiled is None or isinstance(compiled.statement, TextClause)
        if raw and _REDEFINES.search(statement):
            self._types.forget_named(_redefined(statement))
        for entry in getattr(compiled, "_result_columns", None) or ():
            for table, column in _columns(entry.objects):
                self._types.notice(table, column, entry.type)


def _redefined(statement: str) -> list[str]:
    """Return words among which are the tables that a statement makes, drops or changes.

    One that only makes a table leaves those alone that it reads or refers to.
    """
    made = _CREATES.match(statement)
    alone = made is not None and _REDEFINES.search(statement, made.end()) is None
    names = made["name"] if made is not None and alone else statement
    return [*_WORD.findall(names), *_QUOTED.findall(names)]


def _columns(objects: tuple[Any, ...]) -> Iterator[tuple[TableName, str]]:
    """Yield the columns of tables that one column of a result stands for."""
    for column in objects:
        for base in column.base_columns if isinstance(column, ColumnClause) else ():
            table = _table(base)
            if table is not None:
                yield (getattr(table, "schema", None), str(table.name)), str(base.name)


def _table(column: Any) -> TableClause | None:
    found = getattr(column, "table", None)
    while found is not None and not isinstance(found, TableClause):
        found = getattr(found, "element", None)
    return found if isinstance(found, TableClause) else None

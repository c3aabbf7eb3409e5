"""Directives that are rendered with other types of their columns."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic.autogenerate import render_op_text

from alembic_mrt.generation.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.autogenerate.api import AutogenContext
    from alembic.operations.ops import MigrateOperation
    from sqlalchemy import Column
    from sqlalchemy.types import TypeEngine


def with_types(
    directive: MigrateOperation, types: Sequence[tuple[Column[Any], TypeEngine[Any]]]
) -> Code:
    """Return a directive whose columns, which belong to the models, are rendered with types."""

    def source(context: AutogenContext) -> str:
        with _changed(types):
            return render_op_text(context, directive)

    return Code(source)


@contextmanager
def _changed(types: Sequence[tuple[Column[Any], TypeEngine[Any]]]) -> Iterator[None]:
    before = [(column, column.type) for column, _ in types]
    for column, kind in types:
        column.type = kind
    try:
        yield
    finally:
        for column, kind in before:
            column.type = kind

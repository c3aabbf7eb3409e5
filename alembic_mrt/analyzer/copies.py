"""What a statement copies from column to column, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.operations.vocabulary import Insert

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation

ColumnsOf: TypeAlias = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Say what a column is filled with.

    ``table`` and ``column`` name the one column whose value is taken as it is; ``column`` is None
    for a value that is computed, and ``constant`` tells that it is computed from no column.
    """

    table: str = ""
    column: str | None = None
    constant: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold one statement: what it fills, from what, and by which columns it joins.

    ``join`` are pairs of a column of the target and one of the source; ``filtered`` tells that
    not every row is taken, ``unread`` that it takes all columns of a table whose columns nobody
    knows: which of them fills what is then not told. ``where`` is the tree of the condition under
    which a row is taken, ``thinned`` why some that meet it are not (LIMIT, DISTINCT, GROUP BY),
    ``through`` are further tables that an UPDATE looks the value up in, ``joined`` columns of the
    target whose source finds no row in an inner join while it is NULL.
    """

    operation: Operation
    target: str
    columns: Mapping[str, Source] = field(default_factory=dict)
    join: tuple[tuple[str, str], ...] = ()
    filtered: bool = False
    unread: bool = False
    where: Any = None
    thinned: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def inserts(self) -> bool:
        """Tell whether it adds rows, each with all that its query gives."""
        return isinstance(self.operation, Insert)

"""What can have happened to a row that was written after the upgrade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import TableName

Pairs: TypeAlias = "tuple[tuple[str, str | None], ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRowDifference:
    """State what happened to a new row: it was ``lost``, or its ``column`` was ``changed``.

    ``key`` are columns and values that name the row; ``count`` of ``total`` new rows of the table
    differ so. ``origin`` says where the value stood when it was written, ``made`` what stood in the
    columns of the row that the old schema lacks, but for those that are computed from others.
    """

    change: Literal["lost", "changed"]
    table: TableName
    key: Pairs
    count: int = 1
    total: int = 1
    column: str = ""
    written: str | None = None
    got: str | None = None
    origin: Origin | None = None
    made: Pairs = ()

    @property
    def object(self) -> str:
        """Name the table, or the column, as its owner would."""
        return ".".join(filter(None, (*self.table, self.column)))


@dataclass(frozen=True, slots=True)
class Origin:
    """Name a value in the upgraded database by table, key and column.

    ``documents`` are the columns of the table that hold JSON.
    """

    table: TableName
    key: Pairs
    column: str
    documents: frozenset[str] = frozenset()

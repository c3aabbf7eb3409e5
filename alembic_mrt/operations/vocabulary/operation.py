"""What every operation has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.schema.objects import SchemaObject

if TYPE_CHECKING:
    from alembic_mrt.finding import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """Hold how a batch was opened; ``copy_from`` are the objects of the table it copies from.

    ``told`` are columns that are taken to be so, whatever the table says; ``autoincrement`` tells
    that the copy is asked to be AUTOINCREMENT on SQLite.
    """

    recreate: str = "auto"
    copy_from: tuple[SchemaObject, ...] | None = None
    naming_convention: tuple[tuple[str, str], ...] = ()
    table_args: tuple[SchemaObject, ...] = ()
    told: tuple[SchemaObject, ...] = ()
    autoincrement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Hold what every operation has.

    ``dialects`` names the only dialects it runs on (a guard such as ``bind.dialect.name ==
    "postgresql"``), ``not_on`` those it does not run on; ``conditional`` is the source text of
    any other condition it stands under, ``maybe`` tells that such a condition, a loop of unknown
    length or an ``except`` decides whether it happens at all. ``statement`` is the SQL that it
    is a part of, which all happens at once; empty for a directive. ``in_sql`` tells that it is
    written in SQL, which no naming convention of the metadata reaches.
    """

    location: Location
    dialects: frozenset[str] | None = None
    not_on: frozenset[str] = frozenset()
    conditional: str = ""
    maybe: bool = False
    batch: bool = False
    batch_options: BatchOptions | None = None
    autocommit: bool = False
    statement: str = field(default="", compare=False, repr=False)
    in_sql: bool = field(default=False, compare=False, repr=False)

    @property
    def runs_everywhere(self) -> bool:
        """Tell whether no dialect guard stands above the operation."""
        return self.dialects is None and not self.not_on

    def runs_on(self, dialect: str | None) -> bool:
        """Tell whether the operation takes part on ``dialect``; None is any."""
        if dialect is None:
            return True
        return dialect not in self.not_on and (self.dialects is None or dialect in self.dialects)


Operations: TypeAlias = tuple[Operation, ...]

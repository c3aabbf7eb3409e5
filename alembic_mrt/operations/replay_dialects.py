"""Which dialects a history is replayed for where the run names none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.operations.vocabulary import Operation, ScriptOperations

KNOWN: Final = frozenset(
    {
        "awsathena", "bigquery", "clickhouse", "cockroachdb", "databricks", "db2", "duckdb",
        "firebird", "hana", "ibm_db_sa", "mariadb", "mssql", "mysql", "oracle", "postgresql",
        "redshift", "snowflake", "sqlite", "trino",
    }
)  # fmt: skip
_JUDGED: Final = frozenset({"postgresql", "sqlite", "mysql", "mariadb"})
_ANY_OTHER: Final = "\0other"


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one replay takes guards and names by.

    ``guard`` is the dialect that guards are asked for, a name that no guard knows where the
    replay stands for all the dialects that the history does not name; ``dialect`` is then None.
    """

    guard: str
    dialect: str | None

    def takes(self, operation: Operation) -> bool:
        """Tell whether an operation happens."""
        return operation.runs_everywhere or operation.runs_on(self.guard)


def runs_of(scripts: Iterable[ScriptOperations], dialect: str | None) -> tuple[Run, ...]:
    """Return the replays that a history asks for, the one that matters most first.

    With a dialect there is one. Without, there is one for every dialect that a guard of the
    history names (PostgreSQL, SQLite, MySQL and MariaDB before all others), and one for any other
    where the history shows that it is meant: it has no guard, singles out SQLite alone, or says
    what the dialects that it does not name shall do and PostgreSQL is not named.
    """
    if dialect is not None:
        return (Run(dialect, dialect),)
    named: set[str] = set()
    others = False
    for operation in _guarded(scripts):
        named |= (operation.dialects or frozenset()) & KNOWN
        if operation.dialects is None:
            named |= operation.not_on & KNOWN
            others = True
    named = named & _JUDGED or named
    if (others and "postgresql" not in named) or named <= {"sqlite"}:
        return (Run(_ANY_OTHER, None), *(Run(name, name) for name in sorted(named)))
    first = sorted(named, key=lambda name: (name != "postgresql", name))
    return tuple(Run(name, name) for name in first)


def _guarded(scripts: Iterable[ScriptOperations]) -> Iterable[Operation]:
    for script in scripts:
        for step in (script.upgrade, script.downgrade):
            for operation in step.operations:
                if not operation.runs_everywhere:
                    yield operation

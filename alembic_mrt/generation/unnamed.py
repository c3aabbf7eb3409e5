"""Constraints of SQLite that have no name, so that no directive drops or creates them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.generation.conditions import mentioned
from alembic_mrt.generation.literals import quoted
from alembic_mrt.generation.postgresql_sql import bindless

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from alembic_mrt.generation.facts import Facts


@dataclass(frozen=True)
class Unnamed:
    """Hold the conditions of CHECK constraints, and the columns of UNIQUE constraints."""

    checks: tuple[str, ...] = ()
    uniques: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.checks or self.uniques)

    def touching(self, columns: Iterable[str]) -> Unnamed:
        """Return those that go with any of some columns."""
        gone = {name.lower() for name in columns}
        return Unnamed(
            tuple(check for check in self.checks if gone & mentioned(check)),
            tuple(unique for unique in self.uniques if gone & {c.lower() for c in unique}),
        )

    def without(self, others: Unnamed) -> Unnamed:
        """Return those that are not among others."""
        return Unnamed(
            _left(self.checks, others.checks),
            tuple(unique for unique in self.uniques if unique not in others.uniques),
        )

    @property
    def sources(self) -> list[str]:
        """Return them as Python source."""
        checks = (f"sa.CheckConstraint({quoted(bindless(check))})" for check in self.checks)
        uniques = (f"sa.UniqueConstraint({', '.join(map(quoted, u))})" for u in self.uniques)
        return [*checks, *uniques]


def _left(checks: Iterable[str], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(check for check in checks if check not in gone)


def unnamed_of(facts: Facts) -> Unnamed:
    """Return those of a table."""
    checks = tuple(check["sqltext"] for check in facts.checks if not check["name"])
    return Unnamed(checks, tuple(facts.unnamed_uniques))

"""Where the readers read from, and the pieces of SQL that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.dialects.postgresql.canonical import Canonical

SCHEMA = "nullif(n.nspname, 'public')::text"
"""The schema of an object, NULL for the default one; ``n`` is its pg_namespace."""

OURS = "left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'"
"""The condition that the schema ``n`` is none of the server's own."""


def no_member(catalog: str, oid: str, kinds: str = "'e'") -> str:
    """Return the condition that an object belongs to no extension.

    ``kinds`` are the dependencies that count: "'e', 'i'" leaves out too what another object
    brings along, such as the constructors of a range type.
    """
    # What initdb made has an oid below 16384 (PostgreSQL docs, "System Catalog Initial Data"), but
    # for the schema public; the bound lets an index be used.
    users = "" if catalog == "pg_namespace" else f"{oid} >= 16384 AND "
    return (
        f"{users}NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '{catalog}'::regclass "
        f"AND e.objid = {oid} AND e.deptype IN ({kinds}))"
    )


OUR_TABLE = (
    "($1 IS NULL OR c.relkind NOT IN ('r', 'p', 'f') OR c.relname = ANY ($1)) "
    f"AND {OURS} AND {no_member('pg_class', 'c.oid')}"
)
"""The condition that the table ``c`` in the schema ``n`` is the user's, and one of those asked for.

``$1`` are the names of the tables to read, NULL for all; other relations are always read.
"""


def table(oid: str) -> str:
    """Return the joins that name the table ``oid`` ``c`` and its schema ``n``."""
    return f"JOIN pg_class c ON c.oid = {oid} JOIN pg_namespace n ON n.oid = c.relnamespace"


def collation(oid: str) -> str:
    """Return the expression for the name of a collation."""
    return (
        "(SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN '' "
        "ELSE quote_ident(l.collnamespace::regnamespace::text) || '.' END || "
        f"quote_ident(l.collname) FROM pg_collation l WHERE l.oid = {oid})"
    )


@dataclass(frozen=True, slots=True)
class Catalog:
    """Read the catalog of ``server``, but for the tables in ``ignore``.

    Where ``only`` is given, tables of other names are left out too.
    """

    server: Canonical
    ignore: frozenset[TableName]
    only: tuple[str, ...] | None = None

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query on the catalog; its parameter are the names of the tables to read."""
        return self.server.catalog_of(sql, self.only)

    def of_tables(self, sql: str) -> Iterable[tuple[Any, ...]]:
        """Run a query whose rows begin with schema and table, and leave out ignored tables."""
        return (row for row in self.query(sql) if (row[0], row[1]) not in self.ignore)

    def since(self, version: int, expression: str, otherwise: str) -> str:
        """Return an expression that only servers from ``version`` on know, else ``otherwise``."""
        return expression if self.server.version >= version * 10_000 else otherwise


def pairs(options: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split ``name=value`` pairs, sorted by name."""
    split = (option.partition("=") for option in options)
    return tuple(sorted((name, value) for name, _, value in split))

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


def table(oid: str) -> str:
    """Return the joins that name the table ``oid`` ``c`` and its schema ``n``."""
    return f"JOIN pg_class c ON c.oid = {oid} JOIN pg_namespace n ON n.oid = c.relnamespace"


def owned_by(owner: str) -> str:
    """Return the expression that names an owner other than the role which we are."""
    return (
        f"(SELECT 'OWNER ' || r.rolname FROM pg_roles r "
        f"WHERE r.oid = {owner} AND r.rolname <> current_user)"
    )


def comment_on(catalog: str, oid: str, number: str = "0") -> str:
    """Return the expression for the comment on an object, or on a column of it by its number.

    A function such as obj_description() would be planned anew in each query that calls it.
    """
    return (
        f"(SELECT description FROM pg_description WHERE objoid = {oid} "
        f"AND classoid = '{catalog}'::regclass AND objsubid = {number})"
    )


def collation(oid: str) -> str:
    """Return the expression for the name of a collation."""
    return (
        "(SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN '' "
        "ELSE quote_ident(l.collnamespace::regnamespace::text) || '.' END || "
        f"quote_ident(l.collname) FROM pg_collation l WHERE l.oid = {oid})"
    )


@dataclass(frozen=True, slots=True)
class Catalog:
    """Read the catalog of ``server``: of ``relations`` their parts, and all that is in none.

    Those relations are tables and views, and ``sequences`` are read beside them; ``every`` are all
    that there are, also those that are not read again. ``ignore`` are tables that are among none of
    them, and that own nothing of the user's. ``privileged`` tells that one is not ours alone.
    """

    server: Canonical
    relations: tuple[str, ...]
    sequences: tuple[str, ...]
    every: tuple[str, ...]
    ignore: frozenset[TableName]
    privileged: bool = False

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query on the catalog; its parameter ``$1`` are the oids of the relations."""
        return self.server.catalog_of(sql, self.relations)

    def query_of(self, oids: Iterable[str], sql: str) -> list[tuple[Any, ...]]:
        """Run a query on the catalog; its parameter ``$1`` are ``oids``."""
        return self.server.catalog_of(sql, oids)

    def parts(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query that reads nothing but the relations of ``$1`` and what is in them."""
        return self.server.parts_of(sql, self.relations)

    def since(self, version: int, expression: str, otherwise: str) -> str:
        """Return an expression that only servers from ``version`` on know, else ``otherwise``."""
        return expression if self.server.version >= version * 10_000 else otherwise


def pairs(options: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split ``name=value`` pairs, sorted by name."""
    split = (option.partition("=") for option in options)
    return tuple(sorted((name, value) for name, _, value in split))

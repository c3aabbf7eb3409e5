"""Sequences that would hand out a value already in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical, oid_of
from alembic_mrt.roundtrip.dialects.postgresql.rows import qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.dialects.postgresql.canonical import Canonical
    from alembic_mrt.schema.objects import Schema

# a column is served by the sequence that it owns, or by the one that its default calls
_SERVED = """
SELECT DISTINCT nullif(n.nspname, 'public')::text, c.relname::text, a.attname::text,
    quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(a.attname),
    quote_ident(sn.nspname) || '.' || quote_ident(s.relname), q.seqincrement,
    q.seqmin, q.seqmax
FROM (
    SELECT objid AS sequence, refobjid AS relation, refobjsubid AS number FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
        AND refobjid = ANY ($1) AND refobjsubid > 0 AND deptype IN ('a', 'i')
    UNION
    SELECT e.refobjid, d.adrelid, d.adnum
    FROM pg_attrdef d JOIN pg_depend e ON e.objid = d.oid
    WHERE d.adrelid = ANY ($1)
        AND e.classid = 'pg_attrdef'::regclass AND e.refclassid = 'pg_class'::regclass
) AS served
JOIN pg_sequence q ON q.seqrelid = served.sequence
JOIN pg_class s ON s.oid = q.seqrelid JOIN pg_namespace sn ON sn.oid = s.relnamespace
JOIN pg_class c ON c.oid = served.relation JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = served.number
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND t.typcategory = 'N'
    AND left(n.nspname, 3) <> 'pg_'
    AND has_table_privilege(c.oid, 'SELECT') AND has_sequence_privilege(s.oid, 'SELECT')
"""


def sequences_behind(
    session: Session, schema: Schema, ignore: frozenset[TableName] = frozenset()
) -> frozenset[str]:
    """Return the columns of ``schema`` whose sequence comes to a value already in use."""
    with canonical(session) as server:
        return frozenset(served.column for served in _behind(server, schema, ignore))


def advance_sequences(session: Session, schema: Schema, ignore: frozenset[TableName]) -> None:
    """Set the sequences that are behind to the furthest value in use."""
    with canonical(session) as server:
        served = _served(server, schema, ignore)
        calls = (f"SELECT {found.advance} WHERE {found.is_behind}" for found in served)
        if served:
            server.query(" UNION ALL ".join(calls))


def _behind(server: Canonical, schema: Schema, ignore: frozenset[TableName]) -> Iterator[_Served]:
    served = _served(server, schema, ignore)
    selects = (f"SELECT {n} WHERE {found.is_behind}" for n, found in enumerate(served))
    numbers = server.query(" UNION ALL ".join(selects)) if served else []
    return (served[number] for (number,) in numbers)


def _served(server: Canonical, schema: Schema, ignore: frozenset[TableName]) -> list[_Served]:
    tables = {(table.schema, str(table.name)) for table in schema.tables()} - ignore
    rows = server.catalog_of(_SERVED, map(oid_of, sorted(map(qualified, tables))))
    return [_Served(*row) for row in rows]


class _Served(NamedTuple):
    """Hold a column and the sequence that serves it; names but the first three are quoted."""

    schema: str | None
    table: str
    name: str
    relation: str
    quoted: str
    sequence: str
    increment: int
    least: int
    most: int

    @property
    def column(self) -> str:
        return ".".join(filter(None, (self.schema, self.table, self.name)))

    @property
    def _furthest(self) -> str:
        furthest = "max" if self.increment > 0 else "min"
        return f"(SELECT {furthest}({self.quoted}) FROM {self.relation})"

    @property
    def is_behind(self) -> str:
        beyond = ">=" if self.increment > 0 else "<="
        return (
            f"{self._furthest} {beyond} (SELECT s.last_value + "
            f"CASE WHEN s.is_called THEN {self.increment} ELSE 0 END FROM {self.sequence} s)"
        )

    @property
    def advance(self) -> str:
        literal = self.sequence.replace("'", "''")
        value = f"greatest({self.least}, least({self.most}, {self._furthest}))"
        return f"setval('{literal}', {value}::bigint)"

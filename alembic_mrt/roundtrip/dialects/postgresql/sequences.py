"""Sequences that would hand out a value already in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.canonical import canonical, oid_of
from alembic_mrt.roundtrip.dialects.postgresql.rows import qualified

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.schema.objects import Schema

# a column is served by the sequence that it owns, or by the one that its default calls
_SERVED = """
SELECT DISTINCT nullif(n.nspname, 'public')::text, c.relname::text, a.attname::text,
    quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(a.attname),
    quote_ident(sn.nspname) || '.' || quote_ident(s.relname), q.seqincrement
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
    tables = {(table.schema, str(table.name)) for table in schema.tables()} - ignore
    with canonical(session) as server:
        served = server.catalog_of(_SERVED, map(oid_of, sorted(map(qualified, tables))))
        selects = [_behind(number, *row[3:]) for number, row in enumerate(served)]
        found = server.query(" UNION ALL ".join(selects)) if selects else []
    return frozenset(".".join(filter(None, served[number][:3])) for (number,) in found)


def _behind(number: int, table: str, column: str, sequence: str, increment: int) -> str:
    furthest, beyond = ("max", ">=") if increment > 0 else ("min", "<=")
    return (
        f"SELECT {number} FROM {sequence} s WHERE (SELECT {furthest}({column}) FROM {table}) "
        f"{beyond} s.last_value + CASE WHEN s.is_called THEN {increment} ELSE 0 END"
    )

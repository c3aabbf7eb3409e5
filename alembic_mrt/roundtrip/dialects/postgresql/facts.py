"""What seeding must know of PostgreSQL beyond a schema: types, partitions, foreign tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from alembic_mrt.roundtrip.dialects.postgresql.driver import driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.encode import encode
from alembic_mrt.roundtrip.dialects.postgresql.numbering import (
    Standing,
    put_back,
    sequence_values,
)
from alembic_mrt.roundtrip.dialects.postgresql.values import (
    TypeFacts,
    Types,
    holds_domains,
    pool_for,
    resolved,
)
from alembic_mrt.roundtrip.seed.facts import (
    SAVEPOINT,
    Catalog,
    ColumnFacts,
    DialectFacts,
    execute,
    qualified,
    query,
    quote,
)
from alembic_mrt.roundtrip.seed.sqltext import bare
from alembic_mrt.schema.objects import (
    CompositeType,
    Domain,
    EnumType,
    Extension,
    Schema,
    SchemaObject,
)

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.schema.objects import Column, ForeignKey

    Ancestors = Sequence[Sequence[str]]

_TYPES = """
SELECT format_type(t.oid, NULL), t.typtype::text,
       CASE t.typtype
            WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod)
            WHEN 'r' THEN (SELECT format_type(r.rngsubtype, NULL)
                             FROM pg_range r WHERE r.rngtypid = t.oid)
            WHEN 'm' THEN (SELECT format_type(r.rngsubtype, NULL)
                             FROM pg_range r WHERE r.rngmultitypid = t.oid)
            ELSE '' END,
       t.typnotnull,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e
              WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
       ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
              WHERE a.attrelid = t.typrelid AND t.typtype = 'c'
                AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
       ARRAY(SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c
              WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname)
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_class k ON k.oid = t.typrelid
 WHERE t.oid >= 16384 AND t.typelem = 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND n.nspname NOT LIKE 'pg\\_t%' AND (t.typtype <> 'c' OR k.relkind = 'c')
"""

_RELATIONS = """
SELECT nullif(n.nspname, 'public')::text, c.relname::text,
       c.relkind::text, c.relispartition,
       CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END,
       ARRAY(SELECT ARRAY[k.oid::text, format('%I.%I', kn.nspname, k.relname)]
               FROM pg_partition_ancestors(c.oid) a JOIN pg_class k ON k.oid = a.relid
               JOIN pg_namespace kn ON kn.oid = k.relnamespace),
       (SELECT nullif(pn.nspname, 'public')::text
          FROM pg_class p JOIN pg_namespace pn ON pn.oid = p.relnamespace
         WHERE c.relispartition AND p.oid = pg_partition_root(c.oid)),
       (SELECT p.relname::text FROM pg_class p
         WHERE c.relispartition AND p.oid = pg_partition_root(c.oid))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid >= 16384 AND (c.relkind = 'f' OR c.relispartition) AND c.relkind IN ('r', 'p', 'f')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 ORDER BY 1, 2
"""

_ADVANCE = """
SELECT setval(g.name, g.largest)
  FROM (SELECT %s::bigint AS largest, %s::regclass AS name) g
  JOIN pg_sequence s ON s.seqrelid = g.name
 WHERE g.largest BETWEEN s.seqmin AND s.seqmax
   AND g.largest > coalesce(pg_sequence_last_value(g.name), 0)
"""

_CASTS = ("VALUE IS NOT NULL",)
"""What the server is asked where the cast alone tells whether it takes a value."""


class PostgreSQLFacts(DialectFacts):
    """Know how PostgreSQL spells, stores and refuses rows; every value is given as text."""

    name = "postgresql"
    made_by_server = "DEFAULT"
    opening = ("SET CONSTRAINTS ALL IMMEDIATE", "SET LOCAL timezone = 'UTC'")
    row_id = "ctid"
    row_id_value = "%s::tid"
    default_schema = "public"

    def __init__(self) -> None:
        self._last: tuple[tuple[SchemaObject, ...], Catalog] | None = None

    @property
    def errors(self) -> tuple[type[BaseException], ...]:
        """Return the errors of the drivers that are installed."""
        return driver_errors()

    def message(self, error: BaseException) -> str:
        """Return the primary message; pg8000 gives the server's fields by their letters."""
        fields = error.args[0] if error.args else None
        if isinstance(fields, dict):
            return str(fields.get("M", error))
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        kept = [line for line in lines if not line.startswith(("LINE ", "CONTEXT:", "^", "HINT:"))]
        return " ".join(kept[:1]).removeprefix("ERROR:").strip()

    def catalog(self, session: Session, schema: Schema) -> Catalog:
        """Read types of the database's own, partitions and foreign tables."""
        basis = _basis(schema)
        if self._last is None or self._last[0] != basis:
            self._last = (basis, self._read_catalog(session))
        return self._last[1]

    def _read_catalog(self, session: Session) -> Catalog:
        types: dict[str, TypeFacts] = {}
        for name, kind, base, not_null, labels, attributes, checks in session.query(_TYPES):
            expressions = tuple(bare(check) for check in checks)
            types[name] = TypeFacts(
                kind, base, tuple(labels), tuple(attributes), expressions, not_null
            )
        return _with_relations(Catalog(details={"types": types}), session.query(_RELATIONS))

    def column(
        self,
        catalog: Catalog,
        column: Column,
        table: Sequence[SchemaObject],  # noqa: ARG002
        salt: int,
    ) -> ColumnFacts:
        """Describe a column by its type, default and identity."""
        types = cast("Types", catalog.details["types"])
        type_, default = str(column.type), column.default
        text = default if isinstance(default, str) else ""
        domain = resolved(type_, types)
        pool = pool_for(type_, types, salt, f"{column.name} {text}" if "(36)" in type_ else text)
        return ColumnFacts(
            name=str(column.name),
            type=domain.base,
            pool=pool,
            nullable=column.nullable is True and not domain.not_null,
            optional=(column.nullable is True and not domain.not_null) or default is not None,
            server=column.identity is not None or text.startswith("nextval("),
            generated=column.generated is not None,
            as_written=_is_text(domain.base),
            checks=domain.checks or (_CASTS if holds_domains(domain.base, types) else ()),
        )

    def read_back(self, column: str) -> str:
        """Read every value as text."""
        return f"{column}::text"

    def literal(self, value: str | None) -> str:
        """Write a text, which takes on the type of the column that it meets."""
        return "NULL" if value is None else "'" + value.replace("'", "''") + "'"

    def spelled(self, value: object) -> str | None:
        """Return the text that every value is read as."""
        return None if value is None else str(value)

    def candidates(self, names: Sequence[str], types: Sequence[str], rows: int) -> str:
        """Return a VALUES list whose first row carries the types."""
        first = ", ".join(f"%s::{type_.replace('%', '%%')}" for type_ in types)
        other = ", ".join(["%s"] * len(types))
        lines = [f"({first})", *[f"({other})"] * (rows - 1)]
        return f"(VALUES {', '.join(lines)}) AS mrt_v({', '.join(map(quote, names))})"

    def next_keys(self, session: Session, table: TableName, column: str, count: int) -> list[Value]:
        """Take values from the sequence of a serial or identity column."""
        name = qualified(table).replace("%%", "%")
        sequence = _sequence(session, name, column)
        if sequence is None:
            return []
        sql = "SELECT nextval(%s::regclass)::text FROM generate_series(1, %s::integer)"
        return [row[0] for row in session.query(sql, [sequence, count])]

    def encode(self, value: object, type_: str) -> Value:
        """Write a value as text."""
        return encode(value, type_)

    def advance(self, session: Session, table: TableName, column: str) -> None:
        """Set the sequence of a serial or identity column, unless it is ahead."""
        name = qualified(table).replace("%%", "%")
        sequence = _sequence(session, name, column)
        if sequence is not None:
            found = query(session, f"SELECT max({quote(column)})::text FROM {qualified(table)}")
            session.query(_ADVANCE, [found[0][0], sequence])

    def loosen(self, session: Session, keys: Sequence[ForeignKey]) -> None:
        """Defer foreign keys, or stop enforcing them where they cannot be deferred."""
        if all(isinstance(key.deferrable, str) for key in keys):
            session.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            self.unguarded(session)

    def resume(self, session: Session) -> None:
        """Enforce foreign keys and fire triggers for the tables that follow."""
        session.execute("SET LOCAL session_replication_role = origin")

    def tighten(self, session: Session) -> None:
        """Judge the deferred foreign keys."""
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def sequences(
        self, session: Session, schema: Schema, ignore: frozenset[TableName] = frozenset()
    ) -> tuple[Standing, ...]:
        """Read name, last value and whether it was handed out of each sequence."""
        return sequence_values(session, schema, ignore)

    def put_back(self, session: Session, sequences: tuple[Standing, ...]) -> None:
        """Set each sequence that has moved to where it stood."""
        put_back(session, sequences)

    def empty(self, session: Session, tables: Sequence[str]) -> None:
        """Delete in one statement: foreign keys are judged at its end, also those of a cycle."""
        if tables:
            parts = (f"d{i} AS (DELETE FROM {t})" for i, t in enumerate(tables))
            execute(session, f"WITH {', '.join(parts)} SELECT 1")

    def unguarded(self, session: Session) -> None:
        """Take the role of a replica, which a superuser may."""
        session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            session.execute("SET LOCAL session_replication_role = replica")
        except self.errors:
            session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")

    def only(self, table: TableName, catalog: Catalog) -> str:
        """Name a table without those that inherit from it; a partitioned one has no rows alone."""
        partitioned = table in catalog.parts.values()
        return qualified(table) if partitioned else f"ONLY {qualified(table)}"

    def overriding(self, columns: Sequence[ColumnFacts]) -> str:
        """Insist on a key that the server would make itself."""
        return "OVERRIDING SYSTEM VALUE" if any(c.server for c in columns) else ""


def _is_text(type_: str) -> bool:
    """Tell whether every driver reads a value of the type as the string that was written."""
    return type_.startswith(("text", "character", "citext")) and not type_.endswith("[]")


def _basis(schema: Schema) -> tuple[SchemaObject, ...]:
    """Return the objects of a schema that a catalog tells more of."""
    kinds = (EnumType, Domain, CompositeType, Extension)
    types = (o for kind in kinds for _, o in schema.buckets.every(kind))
    tables = (t for t in schema.tables() if t.partition or "server" in str(t.options))
    return (*types, *tables)


def _with_relations(catalog: Catalog, relations: Sequence[tuple[object, ...]]) -> Catalog:
    refused: dict[TableName, str] = {}
    parts: dict[TableName, TableName] = {}
    bounds: dict[TableName, list[str]] = defaultdict(list)
    open_ended = set()
    for schema, name, kind, is_part, constraint, ancestors, root_schema, root in relations:
        table = cast("TableName", (schema, name))
        parent = cast("TableName", (root_schema, root))
        if kind == "f" and not is_part:
            refused[table] = "it is a foreign table, whose rows live elsewhere"
        if not is_part:
            continue
        parts[table] = parent
        if kind != "p" and constraint:
            bounds[parent].append(_by_name(str(constraint), cast("Ancestors", ancestors)))
        elif kind != "p":
            open_ended.add(parent)
    accepted = {t: tuple(b) for t, b in bounds.items() if t not in open_ended}
    return replace(catalog, refused=refused, parts=parts, bounds=accepted)


def _by_name(constraint: str, ancestors: Ancestors) -> str:
    """Name the tables of a hash partition's constraint, whose numbers change with each making."""
    for number, name in ancestors:
        literal = name.replace("'", "''")
        constraint = constraint.replace(f"'{number}'::oid", f"'{literal}'::regclass")
    return constraint


def _sequence(session: Session, table: str, column: str) -> object:
    """Find the sequence that numbers a column."""
    found = session.query("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
    return found[0][0] or _sequence_of_default(session, table, column)


def _sequence_of_default(session: Session, table: str, column: str) -> object:
    """Find the sequence that a default names without owning it."""
    rows = query(
        session,
        "SELECT substring(pg_get_expr(d.adbin, d.adrelid) from $re$nextval\\('(.*)'::regclass$re$)"
        " FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
        " WHERE d.adrelid = %s::regclass AND a.attname = %s",
        [table, column],
    )
    return rows[0][0] if rows else None

"""The columns of tables."""

from __future__ import annotations

from collections.abc import Iterator

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    SCHEMA,
    Catalog,
    collation,
    comment_on,
    pairs,
    table,
)
from alembic_mrt.schema.objects import Column

_QUERY = f"""
SELECT {SCHEMA}, c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
    NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
    CASE WHEN a.attcollation <> t.typcollation THEN {collation("a.attcollation")} END,
    array_remove(ARRAY[
        CASE WHEN a.attstorage <> t.typstorage THEN 'storage=' || CASE a.attstorage
            WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
            WHEN 'm' THEN 'main' ELSE 'extended' END END,
        'compression=' || CASE {{compression}} WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
        CASE WHEN a.attstattarget >= 0 THEN 'statistics=' || a.attstattarget END,
        CASE WHEN k.oid IS NOT NULL THEN 'not null=not valid' END
    ], NULL) || coalesce(a.attfdwoptions, '{{{{}}}}'),
    coalesce(a.attoptions, '{{{{}}}}'),
    {comment_on("pg_class", "c.oid", "a.attnum")},
    row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)::int
FROM pg_attribute a {table("a.attrelid")}
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'n' AND NOT k.convalidated
    AND k.conkey = ARRAY[a.attnum]
WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attrelid = ANY ($1)
ORDER BY a.attrelid, a.attnum
"""
_IDENTITIES = {"a": "ALWAYS", "d": "BY DEFAULT"}
# the documented ones (PostgreSQL docs, "ALTER TABLE", SET ( attribute_option )): a server build may
# keep others there that no statement can set
_ATTRIBUTE_OPTIONS = ("n_distinct=", "n_distinct_inherited=")
_GENERATED = {"s": "STORED", "v": "VIRTUAL"}


def read(catalog: Catalog) -> Iterator[Column]:
    """Read the columns of tables in their order."""
    compression = catalog.since(14, "a.attcompression", "NULL::text")
    for row in catalog.parts(_QUERY.format(compression=compression)):
        schema, owner, name, type_, nullable, expression, identity, generated, *rest = row
        collation_name, options, attribute_options, comment, position = rest
        how = _GENERATED.get(generated)
        yield Column(
            schema=schema,
            table=owner,
            name=name,
            comment=comment,
            type=type_,
            nullable=nullable,
            default=None if how else expression,
            identity=_IDENTITIES.get(identity),
            generated=f"{expression} {how}" if how else None,
            collation=collation_name,
            options=pairs([*options, *filter(_is_documented, attribute_options)]),
            position=position,
        )


def _is_documented(option: str) -> bool:
    return option.startswith(_ATTRIBUTE_OPTIONS)

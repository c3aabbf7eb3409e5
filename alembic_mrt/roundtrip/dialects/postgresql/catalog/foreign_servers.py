"""Foreign data wrappers, foreign servers and user mappings, whose options only owners can see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alembic_mrt.roundtrip.dialects.postgresql.catalog.source import (
    Catalog,
    comment_on,
    no_member,
)
from alembic_mrt.schema.objects import Definition, SchemaObject
from alembic_mrt.schema.server_objects import ForeignDataWrapper, ForeignServer, UserMapping

KINDS = (ForeignDataWrapper, ForeignServer, UserMapping)
WORDS = frozenset(("wrapper", "server", "mapping"))

_QUERY = f"""
SELECT 'foreign data wrapper', w.fdwname::text, concat_ws(' ',
    'HANDLER ' || nullif(w.fdwhandler, 0)::regproc,
    'VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc,
    'OPTIONS ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(w.fdwoptions) o)),
    {comment_on("pg_foreign_data_wrapper", "w.oid")}
FROM pg_foreign_data_wrapper w WHERE {no_member("pg_foreign_data_wrapper", "w.oid")}
UNION ALL
SELECT 'server', s.srvname::text, concat_ws(' ', 'TYPE ' || quote_literal(s.srvtype),
    'VERSION ' || quote_literal(s.srvversion), 'FOREIGN DATA WRAPPER',
    (SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw),
    'OPTIONS ' || (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(s.srvoptions) o)),
    {comment_on("pg_foreign_server", "s.oid")}
FROM pg_foreign_server s WHERE {no_member("pg_foreign_server", "s.oid")}
UNION ALL
SELECT 'user mapping', concat('FOR ', quote_ident(m.usename), ' SERVER ', quote_ident(m.srvname)),
    concat('OPTIONS ', (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(m.umoptions) o)), NULL
FROM pg_user_mappings m WHERE m.umid >= 16384
"""
_KINDS: Mapping[str, type[Definition]] = {kind.kind: kind for kind in KINDS}


def depends(_: SchemaObject) -> bool:
    """Tell that no table changes what stands for another server."""
    return False


def read(catalog: Catalog) -> Iterator[Definition]:
    """Read wrappers, servers and mappings; their owners and privileges are among the privileges."""
    for kind, name, definition, comment in catalog.query(_QUERY):
        yield _KINDS[kind](name=name, comment=comment, definition=definition)

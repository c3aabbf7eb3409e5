"""Numbers and names of the server's own catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import (
    Builder,
    Request,
    listed,
    made,
)
from alembic_mrt.roundtrip.seed.pool import Pool, Value, integers, whole


def _numbers(request: Request) -> Pool:
    pool = integers(request.salt, 0, 2**31, str)
    return Pool(pool.plain, "0", ("4294967295",), _number)


def _number(literal: object) -> Value:
    number = whole(literal)
    return str(number) if number is not None and 0 <= number < 2**32 else None


BUILDERS: Final[Mapping[str, Builder]] = {
    **dict.fromkeys(("oid", "xid", "cid", "xid8"), _numbers),
    "oidvector": made(lambda s, i: f"{s + 1} {i}", "", "4294967295"),
    "int2vector": made(lambda s, i: f"{s + 1} {i}", "", "-32768 32767"),
    "tid": made(lambda s, i: f"({s},{i + 1})", "(0,1)"),
    "regclass": listed(
        *("pg_class", "pg_type", "pg_proc", "pg_namespace", "pg_index", "pg_attribute")
    ),
    "regtype": listed("integer", "text", "boolean", "date", "uuid"),
    "regproc": listed("now", "pg_backend_pid", "version"),
    "regprocedure": listed("now()", "abs(integer)", "version()"),
    "regnamespace": listed("pg_catalog", "information_schema"),
    "regrole": listed("pg_monitor", "pg_read_all_data"),
    "regcollation": listed('"C"', '"POSIX"'),
    "regconfig": listed("simple", "english"),
    "regdictionary": listed("simple", "english_stem"),
    "regoper": listed("pg_catalog.||/", "pg_catalog.@-@"),
    "regoperator": listed("+(integer,integer)", "-(integer,integer)"),
}

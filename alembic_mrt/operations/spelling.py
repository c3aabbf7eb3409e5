"""Column types in one spelling, whether written in SQL or with SQLAlchemy's classes."""

from __future__ import annotations

import functools
import re
from typing import Final

_SQL: Final = re.compile(
    r"^(?P<name>[^(\[]+?)\s*(?:\((?P<args>[^()]*)\))?\s*"
    r"(?P<zone>with(?:out)? time zone|with local time zone)?"
    r"(?P<signed>(?:\s*(?:unsigned|zerofill))*)\s*(?P<array>(?:\s*\[\d*\]|\s*array)*)$"
)

ALIASES: Final = {
    "bigserial": "BIGINT",
    "bool": "BOOLEAN",
    "bpchar": "CHAR",
    "bytea": "BLOB",
    "char varying": "VARCHAR",
    "character": "CHAR",
    "character varying": "VARCHAR",
    "datetime": "TIMESTAMP",
    "dec": "NUMERIC",
    "decimal": "NUMERIC",
    "double": "DOUBLE PRECISION",
    "float4": "REAL",
    "float8": "DOUBLE PRECISION",
    "int": "INTEGER",
    "int2": "SMALLINT",
    "int4": "INTEGER",
    "int8": "BIGINT",
    "largebinary": "BLOB",
    "serial": "INTEGER",
    "serial4": "INTEGER",
    "serial8": "BIGINT",
    "smallserial": "SMALLINT",
    "timestamptz": "TIMESTAMP WITH TIME ZONE",
    "timetz": "TIME WITH TIME ZONE",
    "uuid": "UUID",
}
_KNOWN_WORDS = (
    "ARRAY BIGINT BINARY BIT BLOB BOOLEAN BOX BYTEA CHAR CIDR CIRCLE CITEXT CLOB DATE "
    "DATETIME2 DATETIMEOFFSET DATEMULTIRANGE DATERANGE FLOAT GEOGRAPHY GEOMETRY HALFVEC "
    "HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTEGER INTERVAL JSON "
    "JSONB LINE LONGBLOB LONGTEXT LSEG LTREE LQUERY MACADDR MACADDR8 MEDIUMBLOB MEDIUMINT "
    "MEDIUMTEXT MONEY NAME NCHAR NUMBER NUMERIC NUMMULTIRANGE NUMRANGE NVARCHAR NTEXT OID "
    "PATH POINT POLYGON REAL REGCLASS SET SMALLINT SPARSEVEC TEXT TIME TIMESTAMP TINYBLOB "
    "TINYINT TINYTEXT TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR "
    "UNIQUEIDENTIFIER UUID VARBINARY VARBIT VARCHAR VECTOR XID XML YEAR"
)
_KNOWN_PHRASES = {
    "DOUBLE PRECISION",
    "BIT VARYING",
    "TIMESTAMP WITH TIME ZONE",
    "TIME WITH TIME ZONE",
}
KNOWN: Final = frozenset(_KNOWN_WORDS.split()) | _KNOWN_PHRASES


def enum_text(name: str) -> str:
    """Return the spelling of a column type that is an enum type of its own."""
    return f"ENUM {name}"


def spell(name: str, *args: object) -> str:
    """Return the one spelling of a type with arguments."""
    given = [str(arg) for arg in args if arg is not None]
    if name == "NUMERIC" and given[1:] == ["0"]:
        given = given[:1]
    if name == "CHAR" and given == ["1"]:
        given = []
    zone = " WITH TIME ZONE"
    if given and name.endswith(zone):
        return f"{name.removesuffix(zone)}({', '.join(given)}){zone}"
    return f"{name}({', '.join(given)})" if given else name


@functools.lru_cache(maxsize=1024)
def from_sql(text: str) -> str:
    """Return the one spelling of a type that is written in SQL."""
    match = _SQL.match(" ".join(text.split()).lower())
    if match is None:
        return text
    name = match["name"].strip()
    spelling = _named(name, match["args"], (match["zone"] or "") == "with time zone", text)
    spelling += " UNSIGNED" if "unsigned" in match["signed"] else ""
    return spelling + "[]" * len(re.findall(r"\[|array", match["array"]))


def _named(name: str, args: str | None, zoned: bool, text: str) -> str:
    base = ALIASES.get(name, name.upper()) + (" WITH TIME ZONE" if zoned else "")
    if base == "TINYINT" and args == "1":
        return "BOOLEAN"
    if base in {"ENUM", "SET"} and args is not None:
        return text[: len(base)].upper() + text[len(base) :].strip()
    if base not in KNOWN:
        return enum_text(name.rpartition(".")[2].strip('"')) if args is None else text
    if base in {"INTEGER", "BIGINT", "SMALLINT"}:
        return base
    return spell(base, *(part.strip() for part in (args or "").split(",") if part.strip()))


def for_dialect(text: str, dialect: str | None) -> str:
    """Return the spelling of a type on a dialect on which two spellings are one type."""
    if dialect == "sqlite":
        return "FLOAT" if text.startswith("FLOAT(") else text.removesuffix(" WITH TIME ZONE")
    if dialect != "postgresql" or not text.startswith("FLOAT"):
        return text
    size = text.removeprefix("FLOAT").strip("()")
    return "REAL" if size.isdigit() and int(size) < 25 else "DOUBLE PRECISION"

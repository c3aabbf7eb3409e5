"""Values of PostgreSQL's types, all written as text: the server turns them into the type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from alembic_mrt.roundtrip.seed import documents, moments
from alembic_mrt.roundtrip.seed.pool import (
    SIZE,
    Pool,
    Value,
    choices,
    code,
    decimals,
    fraction,
    integers,
    texts,
    whole,
)

_TYPE = re.compile(r"(?P<name>.*?)(?:\((?P<mods>-?\d+(?:,-?\d+)*)\))?(?P<rest>[^()]*)\Z", re.DOTALL)
_PLACES = ("pg_class", "pg_type", "pg_proc", "pg_namespace", "pg_index", "pg_attribute")


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """Describe a type that is not built in.

    ``kind`` is pg_type.typtype; ``base`` is a domain's type, or a range's subtype; ``labels``
    are an enum's, ``attributes`` the types of a composite, ``checks`` those of a domain.
    """

    kind: str
    base: str = ""
    labels: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    not_null: bool = False


Types: TypeAlias = Mapping[str, TypeFacts]


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for values of one type: its modifiers, and what is known of the column."""

    salt: int
    mods: tuple[int, ...] = ()
    types: Types | None = None
    hint: str = ""

    @property
    def size(self) -> int | None:
        """Return the first modifier."""
        return self.mods[0] if self.mods else None


Builder: TypeAlias = Callable[[Request], Pool]


def pool_for(type_: str, types: Types, salt: int, hint: str = "") -> Pool | None:
    """Return values for a type as format_type() spells it, or None for an unknown one.

    ``hint`` is the default of the column.
    """
    if type_.endswith("[]"):
        return _arrays(pool_for(type_[:-2], types, salt))
    if type_ in types:
        return _of_own_type(type_, types, salt, hint)
    match = _TYPE.match(type_)
    if match is None:
        return None
    name = (match["name"].strip('"') + match["rest"]).split(".")[-1].strip('"')
    if f"{match['name']}{match['rest']}" in types:
        return _of_own_type(f"{match['name']}{match['rest']}", types, salt, hint, match["mods"])
    return _built_in(name, types, salt, hint, match["mods"])


def _built_in(name: str, types: Types, salt: int, hint: str, mods: str | None) -> Pool | None:
    builder = _BUILDERS.get(name)
    numbers = tuple(int(m) for m in mods.split(",")) if mods else ()
    return builder(Request(salt, numbers, types, hint)) if builder is not None else None


def _of_own_type(
    name: str, types: Types, salt: int, hint: str, mods: str | None = None
) -> Pool | None:
    found = types[name]
    if found.kind == "e":
        return choices(found.labels, salt) if found.labels else None
    if found.kind == "d":
        return pool_for(found.base, types, salt, hint)
    if found.kind == "c":
        return _composites([pool_for(a, types, salt + i) for i, a in enumerate(found.attributes)])
    if found.kind == "r":
        return _ranges(found.base, types, salt)
    if found.kind == "m":
        return _braced(_ranges(found.base, types, salt))
    return _built_in(name.rsplit(".", maxsplit=1)[-1].strip('"'), types, salt, hint, mods)


def _quoted(value: Value) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _arrays(element: Pool | None) -> Pool | None:
    if element is None or not element.plain:
        return None
    values = element.plain
    plain = [
        f"{{{_quoted(v)},{_quoted(values[(i + 1) % len(values)])}}}" for i, v in enumerate(values)
    ]
    hard = [f"{{{_quoted(v)}}}" for v in (*element.hard, element.least)]
    hard.append(f"{{{_quoted(values[0])},NULL}}")

    def takes(literal: object) -> Value:
        value = element.takes(literal)
        if value is not None:
            return f"{{{_quoted(value)}}}"
        # An expression may spell a whole array, as in CHECK (tags <> '{}').
        braced = isinstance(literal, str) and re.fullmatch(r"\{[\w, .-]*\}", literal)
        return literal if braced and isinstance(literal, str) and literal == "{}" else None

    return Pool(tuple(plain), "{}", tuple(hard), takes)


def _composites(parts: list[Pool | None]) -> Pool | None:
    known = [part for part in parts if part is not None and part.plain]
    if len(known) < len(parts):
        return None

    def row(values: list[Value]) -> str:
        return "(" + ",".join(_quoted(v) for v in values) + ")"

    plain = [row([p.plain[i % len(p.plain)] for p in known]) for i in range(SIZE)]
    hard = (row([p.hard[0] if p.hard else p.least for p in known]),)
    return Pool(tuple(dict.fromkeys(plain)), row([p.least for p in known]), hard)


_BOUNDS: Mapping[str, Callable[[int], str]] = {
    "integer": str,
    "bigint": str,
    "numeric": lambda n: f"{n}.5",
    "double precision": lambda n: f"{n}.5",
    "date": lambda n: f"{2000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}",
    "timestamp without time zone": lambda n: f"2021-01-01 00:00:00.{n:06}",
    "timestamp with time zone": lambda n: f"2021-01-01 00:00:00.{n:06}+00",
}


def _ranges(subtype: str, types: Types, salt: int) -> Pool | None:
    """Offer ranges that do not overlap, as an exclusion constraint may demand."""
    write = _BOUNDS.get(_TYPE.sub(r"\g<name>\g<rest>", subtype))
    if write is not None:
        start = salt % 900
        plain = [f"[{write(start + i * 10)},{write(start + i * 10 + 7)})" for i in range(SIZE)]
        return Pool(tuple(plain), "empty", (f"[{write(start + SIZE * 10)},)",))
    element = pool_for(subtype, types, salt)
    if element is None:
        return None
    single = [f"[{_quoted(v)},{_quoted(v)}]" for v in element.plain]
    return Pool(tuple(single), "empty", ())


def _braced(pool: Pool | None) -> Pool | None:
    if pool is None:
        return None
    texts_ = [str(value) for value in pool.plain]
    hard = (f"{{{texts_[-1]},{pool.hard[0]!s}}}",) if pool.hard else ()
    return Pool(tuple(f"{{{text}}}" for text in texts_), "{}", hard)


def _range_of(subtype: str, *, multi: bool = False) -> Builder:
    def build(request: Request) -> Pool:
        pool = _ranges(subtype, request.types or {}, request.salt)
        pool = _braced(pool) if multi else pool
        return pool if pool is not None else Pool((), None, ())

    return build


def _whole(low: int, high: int) -> Builder:
    return lambda request: integers(request.salt, low, high, str)


def _numeric(request: Request) -> Pool:
    if request.mods:
        return decimals(request.salt, request.mods[0], (*request.mods, 0)[1], _plain)
    pool = decimals(request.salt, 9, 3, _plain)
    free = ("123456789012345678901234567890.123456789", "-0.000000000000000000001")
    return Pool(pool.plain, "0", free, lambda v: _number(fraction(v)))


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _number(number: Decimal | None) -> Value:
    return None if number is None else _plain(number)


def _floats(highest: str, digits: str) -> Builder:
    def build(request: Request) -> Pool:
        plain = tuple(f"{request.salt % 90 + 1 + i}.{digits}" for i in range(SIZE))
        hard = (highest, f"-{highest}", "0.1")
        return Pool(plain, "0", hard, lambda v: _number(fraction(v)))

    return build


def _booleans(request: Request) -> Pool:
    pool = choices(("true", "false"), request.salt)
    known = {"true": "true", "false": "false", "t": "true", "f": "false"}
    return Pool(pool.plain, "false", (), lambda v: known.get(str(v).lower()))


def _strings(request: Request) -> Pool:
    if request.size == 36 and documents.names_uuids(request.hint):
        return documents.uuids(request.salt)
    return texts(request.salt, request.size)


def _characters(request: Request) -> Pool:
    if request.size == 36:
        return documents.uuids(request.salt)
    return texts(request.salt, request.size or 1)


def _json(request: Request) -> Pool:
    return documents.documents(request.salt, listed=request.hint.lstrip("'(").startswith("["))


def _bits(request: Request) -> Pool:
    size = request.size or 1
    start = request.salt % 2**size
    plain = (f"{(start + i) % 2**size:0{size}b}" for i in range(min(SIZE, 2**size)))
    return Pool(tuple(plain), "0" * size, ("1" * size,), lambda v: _bit_text(v, size))


def _bit_text(literal: object, size: int) -> Value:
    fits = isinstance(literal, str) and re.fullmatch(f"[01]{{{size}}}", literal)
    return literal if fits and isinstance(literal, str) else None


def _varying_bits(request: Request) -> Pool:
    size = min(request.size or 8, 64)
    pool = _bits(Request(request.salt, (size,)))
    return Pool(pool.plain, "", pool.hard)


def _bytes(request: Request) -> Pool:
    plain = (f"\\x00ff{request.salt % 65536:04x}{i:04x}" for i in range(SIZE))
    return Pool(tuple(plain), "\\x", ("\\x" + "00017f80ff" * 50,))


def _money(request: Request) -> Pool:
    pool = decimals(request.salt, 7, 2, _plain)
    return Pool(pool.plain, "0.00", ("92233720368547758.07", "-92233720368547758.08"))


def _made(write: Callable[[int, int], str], least: str, *hard: str) -> Builder:
    """Build values from the salt, below 200, and a number below 40."""

    def build(request: Request) -> Pool:
        plain = (write(request.salt % 200, i) for i in range(SIZE))
        return Pool(tuple(plain), least, hard)

    return build


def _listed(*values: str) -> Builder:
    return lambda request: choices(values, request.salt)


def _vectors(request: Request) -> Pool:
    size = request.size or 3

    def vector(first: float) -> str:
        return "[" + ",".join(f"{first + i * 0.5:g}" for i in range(size)) + "]"

    plain = tuple(vector(request.salt % 50 + i) for i in range(SIZE))
    return Pool(plain, vector(1), (vector(-0.25),))


def _catalog_numbers(request: Request) -> Pool:
    pool = integers(request.salt, 0, 2**31, str)
    return Pool(pool.plain, "0", ("4294967295",), lambda v: _number(_decimal(whole(v))))


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


_POINT = "({},{})"
_BUILDERS: Mapping[str, Builder] = {
    "smallint": _whole(-(2**15), 2**15 - 1),
    "integer": _whole(-(2**31), 2**31 - 1),
    "bigint": _whole(-(2**63), 2**63 - 1),
    "numeric": _numeric,
    "real": _floats("3.4028235e+38", "25"),
    "double precision": _floats("1.7976931348623157e+308", "123456789012"),
    "boolean": _booleans,
    "text": _strings,
    "citext": _strings,
    "character varying": _strings,
    "character": _characters,
    "name": lambda request: texts(request.salt, 60),
    '"char"': lambda request: texts(request.salt, 1),
    "char": lambda request: texts(request.salt, 1),
    "bpchar": _strings,
    "json": _json,
    "jsonb": _json,
    "jsonpath": _made(lambda s, i: f'$."k{s}"[{i}]', "$"),
    "uuid": lambda request: documents.uuids(request.salt),
    "date": lambda request: moments.dates(request.salt),
    "time without time zone": lambda request: moments.times(request.salt),
    "time with time zone": lambda request: moments.times(request.salt, "+00"),
    "timestamp without time zone": lambda request: moments.stamps(request.salt),
    "timestamp with time zone": lambda r: moments.stamps(r.salt, "+00", extremes=False),
    "interval": lambda request: moments.intervals(request.salt),
    "bytea": _bytes,
    "bit": _bits,
    "bit varying": _varying_bits,
    "money": _money,
    "inet": _made(lambda s, i: f"10.{s}.{i}.1", "0.0.0.0", "2001:db8::1/64", "10.0.0.0/8"),
    "cidr": _made(lambda s, i: f"10.{s}.{i}.0/24", "0.0.0.0/0", "2001:db8::/32"),
    "macaddr": _made(lambda s, i: f"08:00:2b:{s:02x}:00:{i:02x}", "00:00:00:00:00:00"),
    "macaddr8": _made(lambda s, i: f"08:00:2b:{s:02x}:00:{i:02x}:04:05", "00:00:00:00:00:00:00:00"),
    "oid": _catalog_numbers,
    "xid": _catalog_numbers,
    "cid": _catalog_numbers,
    "xid8": _catalog_numbers,
    "regclass": _listed(*_PLACES),
    "regtype": _listed("integer", "text", "boolean", "date", "uuid"),
    "regproc": _listed("now", "pg_backend_pid", "version"),
    "regprocedure": _listed("now()", "abs(integer)", "version()"),
    "regnamespace": _listed("pg_catalog", "information_schema"),
    "regrole": _listed("pg_monitor", "pg_read_all_data"),
    "regcollation": _listed('"C"', '"POSIX"'),
    "regconfig": _listed("simple", "english"),
    "regoperator": _listed("+(integer,integer)", "-(integer,integer)"),
    "tid": _made(lambda s, i: f"({s},{i + 1})", "(0,1)"),
    "pg_lsn": _made(lambda s, i: f"{s:X}/{i:X}", "0/0"),
    "pg_snapshot": _made(lambda s, i: f"{s + 1}:{s + i + 1}:", "1:1:"),
    "txid_snapshot": _made(lambda s, i: f"{s + 1}:{s + i + 1}:", "1:1:"),
    "tsvector": _made(lambda s, i: f"'word{s}':1 'item{i}':2A", "", "'o''neill':3"),
    "tsquery": _made(lambda s, i: f"'word{s}' & 'item{i}'", "", "!'a' | 'b'"),
    "point": _made(_POINT.format, "(0,0)", "(-1.5,2.25)"),
    "line": _made(lambda s, i: f"{{{s + 1},{i},3}}", "{1,0,0}"),
    "lseg": _made(lambda s, i: f"[(0,{s}),({i + 1},1)]", "[(0,0),(1,1)]"),
    "box": _made(lambda s, i: f"({s + i * 5 + 3},{s + 1}),({s + i * 5},{s})", "(1,1),(0,0)"),
    "path": _made(lambda s, i: f"[(0,0),({s},{i})]", "((0,0))"),
    "polygon": _made(lambda s, i: f"((0,0),({s + 1},{i}),(1,9))", "((0,0))"),
    "circle": _made(lambda s, i: f"<({s},{i * 5}),1>", "<(0,0),0>"),
    "xml": _made(lambda s, i: f'<a b="{s}">item {i}</a>', "<a/>", "<ä>&amp;</ä>"),
    "int4range": _range_of("integer"),
    "int8range": _range_of("bigint"),
    "numrange": _range_of("numeric"),
    "daterange": _range_of("date"),
    "tsrange": _range_of("timestamp without time zone"),
    "tstzrange": _range_of("timestamp with time zone"),
    "int4multirange": _range_of("integer", multi=True),
    "int8multirange": _range_of("bigint", multi=True),
    "nummultirange": _range_of("numeric", multi=True),
    "datemultirange": _range_of("date", multi=True),
    "tsmultirange": _range_of("timestamp without time zone", multi=True),
    "tstzmultirange": _range_of("timestamp with time zone", multi=True),
    "hstore": _made(lambda s, i: f'"key {s}"=>"item {i}"', "", '"a"=>NULL'),
    "ltree": _made(lambda s, i: f"Top.W{s}.{code(i, 2)}", "", "A.B.C.D"),
    "lquery": _made(lambda s, i: f"Top.W{s}.*.{code(i, 2)}", "*"),
    "cube": _made(lambda s, i: f"({s}, {i}, 0.5)", "(0)"),
    "seg": _made(lambda s, i: f"{s + i}.5", "0"),
    "vector": _vectors,
    "halfvec": _vectors,
}

"""Values that are made of others: arrays and composite values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alembic_mrt.roundtrip.seed.pool import SIZE, Inner, Pool, Value


def quoted(value: Value) -> str:
    """Quote a value within an array, a composite value or a range."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def arrays(element: Pool | None, separator: str = ",") -> Pool | None:
    """Offer arrays of two values; ``separator`` is pg_type.typdelim of the element's type."""
    if element is None or not element.plain:
        return None

    def nest(lists: Sequence[Sequence[Value]]) -> str:
        return _braced(map(write, lists), separator)

    def write(values: Sequence[Value]) -> str:
        return _braced(("NULL" if v is None else quoted(v) for v in values), separator)

    def takes(literal: object) -> Value:
        # An expression may spell a whole array, as in CHECK (tags <> '{}').
        value = element.takes(literal)
        return write([value]) if value is not None else "{}" if literal == "{}" else None

    values = element.plain
    pairs = [(v, values[(i + 1) % len(values)]) for i, v in enumerate(values)]
    # Every other one backwards, for nothing may put the items in order; the two pairs of two
    # values are in no order as they are.
    turns = len(values) > 2
    plain = [write(pair[:: -1 if turns and i % 2 else 1]) for i, pair in enumerate(pairs)]
    first, *others = (write([v]) for v in (*element.hard, element.least))
    hard = (first, write([values[0], None]), *others, write([values[0], values[0]]))
    inner = Inner((element,), write, nest, repeated=True)
    return Pool(tuple(plain), "{}", hard, takes, inner=inner)


def _braced(texts: Iterable[str], separator: str) -> str:
    return "{" + separator.join(texts) + "}"


def composites(parts: Sequence[Pool | None]) -> Pool | None:
    """Offer values of a composite type, None where those of an attribute are not known."""
    known = [part for part in parts if part is not None and part.plain]
    if len(known) < len(parts):
        return None

    def write(values: Sequence[Value]) -> str:
        return "(" + ",".join("" if v is None else quoted(v) for v in values) + ")"

    plain = [write([p.plain[i % len(p.plain)] for p in known]) for i in range(SIZE)]
    hard = (write([p.hard[0] if p.hard else p.least for p in known]),)
    least = write([p.least for p in known])
    return Pool(tuple(dict.fromkeys(plain)), least, hard, inner=Inner(tuple(known), write))

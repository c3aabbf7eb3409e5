"""Types that extensions bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request, made
from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, code


def _vectors(request: Request) -> Pool:
    size = request.size or 3

    def vector(first: float) -> str:
        return "[" + ",".join(f"{first + i * 0.5:g}" for i in range(size)) + "]"

    plain = tuple(vector(request.salt % 50 + i) for i in range(SIZE))
    return Pool(plain, vector(1), (vector(-0.25),))


def _sparse_vectors(request: Request) -> Pool:
    size = request.size or 3
    plain = tuple(f"{{1:{request.salt % 50 + i + 1}.5}}/{size}" for i in range(SIZE))
    return Pool(plain, f"{{}}/{size}", (f"{{1:-0.25}}/{size}",))


def _weighed(digits: str, *weights: int) -> int:
    return sum(int(d) * weights[i % len(weights)] for i, d in enumerate(digits))


def _ean(digits: str) -> str:
    """Add the check digit of an EAN-13, which ISBN-13 and the like are."""
    return f"{digits}{-_weighed(digits, 1, 3) % 10}"


def _isbn(digits: str) -> str:
    """Add the check digit of an ISBN or ISSN: a number to the base of 11."""
    check = -_weighed(digits, *range(len(digits) + 1, 1, -1)) % 11
    return f"{digits}{'X' if check == 10 else check}"


def _numbered(prefix: str, width: int, checked: Callable[[str], str]) -> Builder:
    return made(
        lambda s, i: checked(f"{prefix}{s * SIZE + i:0{width}}"), checked(prefix + "0" * width)
    )


BUILDERS: Final[Mapping[str, Builder]] = {
    "hstore": made(lambda s, i: f'"key {s}"=>"item {i}"', "", '"a"=>NULL'),
    "ltree": made(lambda s, i: f"Top.W{s}.{code(i, 2)}", "", "A.B.C.D"),
    "lquery": made(lambda s, i: f"Top.W{s}.*.{code(i, 2)}", "*"),
    "ltxtquery": made(lambda s, i: f"Top & W{s} & {code(i, 2)}", "a"),
    "cube": made(lambda s, i: f"({s}, {i}, 0.5)", "(0)"),
    "seg": made(lambda s, i: f"{s + i}.5", "0"),
    "vector": _vectors,
    "halfvec": _vectors,
    "sparsevec": _sparse_vectors,
    "ean13": _numbered("40", 10, _ean),
    "isbn13": _numbered("978", 9, _ean),
    "issn13": _numbered("977", 7, lambda digits: _ean(f"{digits}00")),
    "ismn13": _numbered("9790", 8, _ean),
    "isbn": _numbered("", 9, _isbn),
    "issn": _numbered("", 7, _isbn),
    "upc": _numbered("00", 10, _ean),
}

"""What a CHECK says of columns among each other: values that are alike, and those that follow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.sqltext import bare, columns_of, conjuncts, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import Check
    from alembic_mrt.roundtrip.seed.pool import Value

_CLOSE = 12


def alike(columns: Sequence[ColumnFacts], checks: Iterable[Check]) -> Mapping[str, Sequence[Value]]:
    """Return values for columns of one type that some check compares: the same for all of them.

    Two columns with values of their own would hardly ever be a given distance apart.
    """
    groups: dict[tuple[str, str], list[ColumnFacts]] = defaultdict(list)
    for check in checks:
        tied = [c for c in columns if c.name in check.columns and c.pool is not None]
        for column in tied:
            groups[check.expression, column.type].append(column)
    found: dict[str, dict[Value, None]] = defaultdict(dict)
    for group in groups.values():
        pool = group[0].pool
        if len(group) > 1 and pool is not None:
            for column in group:
                found[column.name].update(dict.fromkeys(pool.close or pool.plain[:_CLOSE]))
    return {name: tuple(values) for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class Definition:
    """Say that ``column`` equals ``expression``, which is made of ``columns``."""

    column: str
    expression: str
    columns: tuple[str, ...]


def definitions(expressions: Iterable[str], names: tuple[str, ...]) -> Iterator[Definition]:
    """Yield what is demanded to be equal: ``gross = net + tax``, or ``code = upper(code)``."""
    parts = (part for text in expressions for part in conjuncts(bare(text)))
    for part in parts:
        for one, other in _sides(part):
            column = _alone(one, names)
            used = columns_of(other, names)
            if column and used:
                yield Definition(column, other, used)


def _sides(sql: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of a comparison for equality, either way round."""
    depth, at = 0, []
    for token in tokens(sql):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0) * (token.kind == "mark")
        if depth == 0 and token.kind == "mark" and token.text in ("=", "=="):
            at.append(token)
        elif depth == 0 and token.kind == "word" and token.text.casefold() in ("and", "or"):
            return
    if len(at) == 1:
        left, right = sql[: at[0].start].strip(), sql[at[0].end :].strip()
        yield left, right
        yield right, left


def _alone(sql: str, names: tuple[str, ...]) -> str:
    """Return the column that an expression consists of, but for a cast."""
    words = [t for t in tokens(sql.partition("::")[0]) if t.text not in "()"]
    used = columns_of(sql, names)
    return used[0] if len(words) == 1 and len(used) == 1 else ""

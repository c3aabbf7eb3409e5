"""Find the values that a table's checks accept: guess here, ask the server."""

from __future__ import annotations

import random
from itertools import islice, product
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.facts import SAVEPOINT, ColumnFacts, DialectFacts, escape
from alembic_mrt.roundtrip.seed.guesses import common, guesses
from alembic_mrt.roundtrip.seed.pool import Value
from alembic_mrt.roundtrip.seed.relations import Definition, alike, definitions
from alembic_mrt.roundtrip.seed.sqltext import columns_of, conjuncts, disjuncts, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session
    from alembic_mrt.roundtrip.seed.plan import Check

Option = tuple[Value, ...]
_MOST = 1000
_ALONE = 60
_VARIED = 24
_MADE = 300
_TURNS = 40
_ORDERS = frozenset({"<", ">", "<=", ">="})


class Solver:
    """Ask a server which combinations of values satisfy a set of checks."""

    def __init__(self, session: Session, facts: DialectFacts, salt: int) -> None:
        self._session = session
        self._facts = facts
        self._salt = salt
        self.refusal = ""
        """What the server said where it would judge none of the last values."""

    def passing(
        self, columns: Sequence[ColumnFacts], checks: Sequence[str], options: Sequence[Option]
    ) -> list[Option]:
        """Return those of ``options`` that all ``checks`` accept."""
        if not options or not checks:
            return list(options)
        self.refusal = ""
        try:
            return self._ask(columns, checks, options)
        except self._facts.errors:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
        judged = [(o, self._passes_alone(columns, checks, o)) for o in options[:_ALONE]]
        if any(passes is not None for _, passes in judged):
            self.refusal = ""
        return [option for option, passes in judged if passes]

    def _passes_alone(
        self, columns: Sequence[ColumnFacts], checks: Sequence[str], option: Option
    ) -> bool | None:
        """Tell whether an option passes; None where the server would not judge it."""
        try:
            return bool(self._ask(columns, checks, [option]))
        except self._facts.errors as error:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            self.refusal = self._facts.message(error)
            return None

    def _ask(
        self, columns: Sequence[ColumnFacts], checks: Sequence[str], options: Sequence[Option]
    ) -> list[Option]:
        names = ("mrt_row", *(c.name for c in columns))
        types = ("integer", *(c.type for c in columns))
        source = self._facts.candidates(names, types, len(options))
        where = " AND ".join(self._facts.accepts(escape(check)) for check in checks)
        values = [v for i, option in enumerate(options) for v in (i, *option)]
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        found = self._session.query(
            f"SELECT mrt_row FROM {source} WHERE {where} ORDER BY mrt_row", values
        )
        return [options[int(row)] for (row,) in found]

    def cases(
        self, columns: Sequence[ColumnFacts], cases: Sequence[str], options: Sequence[Option]
    ) -> list[int]:
        """Return for each option the first of ``cases`` that it meets, their number for none."""
        names = ("mrt_row", *(c.name for c in columns))
        types = ("integer", *(c.type for c in columns))
        source = self._facts.candidates(names, types, len(options))
        whens = " ".join(f"WHEN {escape(case)} THEN {i}" for i, case in enumerate(cases))
        values = [v for i, option in enumerate(options) for v in (i, *option)]
        sql = f"SELECT CASE {whens} ELSE {len(cases)} END FROM {source} ORDER BY mrt_row"
        return [int(row[0]) for row in self._session.query(sql, values)]

    def places(
        self,
        columns: Sequence[ColumnFacts],
        parts: Sequence[str],
        where: str,
        options: Sequence[Option],
        *,
        strict: bool,
    ) -> list[int | None]:
        """Return equal numbers for options that are equal in all ``parts`` of a unique key.

        None stands for an option that the key is not for: ``where`` does not hold, or a part is
        NULL and the key not ``strict``. Where the server judges none, all are None.
        """
        names = ("mrt_row", *(c.name for c in columns))
        types = ("integer", *(c.type for c in columns))
        source = self._facts.candidates(names, types, len(options))
        asked = [escape(part) for part in parts]
        rank = f"dense_rank() OVER (ORDER BY {', '.join(asked)})" if asked else "1"
        lacking = " OR ".join(f"({part}) IS NULL" for part in asked if not strict) or "1 = 0"
        outside = f"coalesce(NOT ({escape(where)}), 1 = 1)" if where else "1 = 0"
        values = [v for i, option in enumerate(options) for v in (i, *option)]
        sql = f"SELECT CASE WHEN {lacking} OR {outside} THEN -1 ELSE {rank} END, mrt_row"
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            found = self._session.query(f"{sql} FROM {source} ORDER BY mrt_row", values)
        except self._facts.errors:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            return [None] * len(options)
        return [None if place < 0 else int(place) for place, _ in found]

    def solve(
        self,
        columns: Sequence[ColumnFacts],
        given: Sequence[dict[str, Value]],
        checks: Sequence[Check],
        others: Sequence[ColumnFacts],
    ) -> list[Option]:
        """Return combinations for ``columns`` that the checks accept.

        ``given`` are what other constraints allow for some of the columns; ``others`` are the
        columns that the checks speak of and that nobody writes: NULL stands for them.
        """
        free = [c for c in columns if c.name not in (given[0] if given else {})]
        near = alike(free, checks)
        narrow = {c.name: self._narrow(c, near.get(c.name, ()), checks, others) for c in free}
        combined = self._combine(columns, given, narrow, checks)
        combined = [*self._following(columns, list(narrow), combined, checks), *combined]
        asked = [check.expression for check in checks]
        padded = [(*option, *(None for _ in others)) for option in combined]
        found = self.passing((*columns, *others), asked, padded)
        return [option[: len(columns)] for option in found]

    def vary(
        self,
        columns: Sequence[ColumnFacts],
        options: Sequence[Option],
        checks: Sequence[Check],
        others: Sequence[ColumnFacts],
    ) -> list[Option]:
        """Replace values by plain ones, a different one in each option, where checks allow it."""
        bases = [options[i % len(options)] for i in range(_VARIED)] if options else []
        plain = [c.pool.plain if c.pool is not None else () for c in columns]
        asked = [check.expression for check in checks]
        tail = tuple(None for _ in others)

        def passing(tried: Sequence[Option]) -> set[Option]:
            found = self.passing((*columns, *others), asked, [(*o, *tail) for o in tried])
            return {option[: len(columns)] for option in found}

        single = {
            (i, j): (*base[:j], plain[j][i % len(plain[j])], *base[j + 1 :])
            for i, base in enumerate(bases)
            for j in range(len(columns))
            if base[j] is not None and plain[j]
        }
        good = passing(list(single.values()))
        combined = [
            tuple(single[i, j][j] if single.get((i, j)) in good else v for j, v in enumerate(base))
            for i, base in enumerate(bases)
        ]
        kept = passing(combined)
        return [c if c in kept else base for c, base in zip(combined, bases, strict=True)]

    def _narrow(
        self,
        column: ColumnFacts,
        near: Sequence[Value],
        checks: Sequence[Check],
        others: Sequence[ColumnFacts],
    ) -> list[Value]:
        """Return candidates for one column that the checks on it alone accept."""
        candidates = self.candidates(column, [c.expression for c in checks], near)
        unwritten = {c.name for c in others}
        alone = [c.expression for c in checks if set(c.columns) - unwritten == {column.name}]
        padded: list[Option] = [(v, *(None for _ in others)) for v in candidates]
        found = self.passing((column, *others), alone, padded)
        return [option[0] for option in found]

    def candidates(
        self, column: ColumnFacts, expressions: Sequence[str], near: Sequence[Value] = ()
    ) -> list[Value]:
        """Return values worth trying in a column, those that its checks speak of first.

        ``near`` are values of the columns that it is compared with.
        """
        found = column_candidates(column, expressions, near)
        own = [d for d in definitions(expressions, (column.name,)) if column.given is None]
        made = [v for d in own for (v,) in self._made(d, [column], [(v,) for v in found[:_MADE]])]
        return list(dict.fromkeys([*made, *found]))

    def _following(
        self,
        columns: Sequence[ColumnFacts],
        free: Sequence[str],
        options: Sequence[Option],
        checks: Sequence[Check],
    ) -> list[Option]:
        """Return options in which a free column equals what a check says of it."""
        names = tuple(c.name for c in columns)
        found: list[Option] = []
        for definition in definitions((c.expression for c in checks), names):
            if definition.column in free and definition.column not in definition.columns:
                found += self._made(definition, columns, (found or list(options))[:_MADE])
        return list(dict.fromkeys(found))

    def _made(
        self, definition: Definition, columns: Sequence[ColumnFacts], options: Sequence[Option]
    ) -> list[Option]:
        """Return ``options`` with a column that is as its definition has it; none on an error."""
        names = ("mrt_row", *(c.name for c in columns))
        types = ("integer", *(c.type for c in columns))
        expression = self._facts.read_back(f"({escape(definition.expression)})")
        source = self._facts.candidates(names, types, len(options))
        values = [v for i, option in enumerate(options) for v in (i, *option)]
        self._session.execute(f"SAVEPOINT {SAVEPOINT}")
        try:
            rows = self._session.query(f"SELECT mrt_row, {expression} FROM {source}", values)
        except self._facts.errors:
            self._session.execute(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
            return []
        at = [c.name for c in columns].index(definition.column)
        made = ((options[int(row)], value) for row, value in rows if value is not None)
        return [(*option[:at], value, *option[at + 1 :]) for option, value in made]

    def _combine(
        self,
        columns: Sequence[ColumnFacts],
        given: Sequence[dict[str, Value]],
        narrow: dict[str, list[Value]],
        checks: Sequence[Check],
    ) -> list[Option]:
        names = list(narrow)
        rows: list[dict[str, Value]] = []
        if not all(narrow.values()):
            return []
        if len(names) <= 1:
            rows = [dict(zip(names, v, strict=True)) for v in product(*narrow.values())]
        else:
            rows = list(_product(names, narrow)) + list(self._by_case(narrow, checks))
        bases = list(given) or [{}]
        room = max(1, _MOST // len(bases))
        spread = self._sample(rows, room)
        options = [{**base, **row} for base in bases for row in spread]
        return list(dict.fromkeys(tuple(o[c.name] for c in columns) for o in options))

    def _by_case(
        self, narrow: dict[str, list[Value]], checks: Sequence[Check]
    ) -> Iterable[dict[str, Value]]:
        """Follow each alternative of an OR: what it says of NULL and of literals is obeyed."""
        chance = random.Random(self._salt)
        for check in checks:
            for case in disjuncts(check.expression):
                fixed = _fixed(case, narrow)
                open_ = {n: fixed.get(n) or v for n, v in narrow.items()}
                for turn in range(_TURNS):
                    yield {n: v[turn % len(v)] for n, v in open_.items()}
                    yield {n: chance.choice(v) for n, v in open_.items()}

    def _sample(self, rows: list[dict[str, Value]], room: int) -> list[dict[str, Value]]:
        """Keep the first rows, which the checks speak of, and some of the others."""
        if len(rows) <= room:
            return rows
        first = (room + 1) // 2
        chance = random.Random(self._salt)
        kept = sorted(chance.sample(range(first, len(rows)), room - first))
        return [*rows[:first], *(rows[i] for i in kept)]


def _product(names: list[str], narrow: dict[str, list[Value]]) -> Iterable[dict[str, Value]]:
    """Combine the first values of every column, as many as there is room for."""
    widths = _widths([len(narrow[name]) for name in names])
    shortened = [_thin(narrow[name], width) for name, width in zip(names, widths, strict=True)]
    for values in islice(product(*shortened), _MOST):
        yield dict(zip(names, values, strict=True))


def _widths(sizes: list[int]) -> list[int]:
    """Share out the room evenly: every column gets two values, and short lists are completed."""
    widths = [0] * len(sizes)
    room = _MOST
    for done, i in enumerate(sorted(range(len(sizes)), key=lambda i: sizes[i])):
        share = max(2, int(room ** (1 / (len(sizes) - done))))
        widths[i] = min(sizes[i], share)
        room //= max(1, widths[i])
    return widths


def _thin(values: list[Value], width: int) -> list[Value]:
    """Keep NULL, and the first and some later ones of the others."""
    nulls: list[Value] = [v for v in values if v is None]
    rest = [v for v in values if v is not None]
    room = max(1, width - len(nulls))
    step = max(1, len(rest) // room)
    half = rest[: (room + 1) // 2]
    return [*half, *[v for v in rest[::step] if v not in half][: room - len(half)], *nulls]


def _fixed(case: str, narrow: dict[str, list[Value]]) -> dict[str, list[Value]]:
    """Return what a conjunction leaves to single columns."""
    found: dict[str, list[Value]] = {}
    for part in conjuncts(case):
        used = columns_of(part, tuple(narrow))
        if len(used) != 1:
            continue
        if any(t.text in _ORDERS for t in tokens(part)):
            continue
        values = narrow[used[0]]
        words = [t.text.casefold() for t in tokens(part) if t.kind == "word"]
        if words[-3:] == ["is", "not", "null"]:
            found[used[0]] = [v for v in values if v is not None]
        elif words[-2:] == ["is", "null"]:
            found[used[0]] = [None] if None in values else []
        else:
            literals = {t.text for t in tokens(part) if t.kind in ("string", "number")}
            other = "not" in words or any(t.text in ("<>", "!=") for t in tokens(part))
            found[used[0]] = [v for v in values if v is not None and _spelled(v, literals) != other]
    return found


def _spelled(value: Value, literals: set[str]) -> bool:
    return str(value) in literals if not isinstance(value, bytes) else False


def column_candidates(
    column: ColumnFacts, expressions: Sequence[str], near: Sequence[Value] = ()
) -> list[Value]:
    """Return values worth trying in a column, those that its checks speak of first."""
    if column.given is not None:
        return list(column.given)
    if column.pool is None:
        return [None]
    # All at once: one may speak of how a text begins, another of its length.
    found = guesses(" AND ".join(expressions), column.pool) if expressions else ()
    usual = common(column.pool) if expressions else ()
    null: list[Value] = [None] if column.nullable else []
    return list(dict.fromkeys([*found, *near, *column.pool.everything(), *usual, *null]))

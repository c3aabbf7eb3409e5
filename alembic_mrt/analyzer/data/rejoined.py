"""Texts that upgrade() puts together or takes apart, and downgrade() the other way round.

Whether they come back depends on one thing alone: where the separator may stand. So rows in which
it stands in every place of every text decide it, as far as the checks of the table let them be.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.data.convert import Refused
from alembic_mrt.analyzer.data.evaluate import rejects
from alembic_mrt.analyzer.data.made_up_rows import checks_of, trees_of
from alembic_mrt.analyzer.data.row_steps import Gone, Row, sent
from alembic_mrt.analyzer.data.samples import domain_of
from alembic_mrt.analyzer.data.trail import Spot, column_at, forth

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Replayed
    from alembic_mrt.schema.objects import Column

_PARTS: Final = frozenset(
    {"Column", "Identifier", "Literal", "Paren", "DPipe", "SplitPart", "StrPosition", "Substring",
     "Add", "Sub"}
)  # fmt: skip
"""What the statements may be made of: nothing that changes a letter or leaves one out unseen."""
_MOST_ROWS: Final = 4_000
_LONGEST: Final = 1_000


def comes_apart(run: Replayed, column: Column, start: Spot) -> bool:
    """Tell whether each row of the old schema gets its text in a column back."""
    trees = list(trees_of(run))
    nodes = [node for tree in trees for node in tree.walk()]
    if not nodes or any(type(node).__name__ not in _PARTS for node in nodes):
        return False
    rows = _rows(run, column, start, trees)
    first = next(rows, None)
    return first is not None and all(
        _comes_home(run, start, row) for row in itertools.chain([first], rows)
    )


def _comes_home(run: Replayed, start: Spot, row: Row) -> bool:
    table = replace(start, column="")
    upgraded = forth(run.upgrade, table) or table
    try:
        up = sent(run.upgrade, table, row, run.dialect)
        down = sent(run.downgrade, upgraded, up, run.dialect)
    except (Gone, Refused):
        return False
    return start.column in down and down[start.column] == row[start.column]


def _rows(run: Replayed, column: Column, start: Spot, trees: Sequence[Any]) -> Iterator[Row]:
    """Yield the rows that the table may hold, none where there would be too many."""
    from sqlglot import exp

    asked = {found.name.casefold() for tree in trees for found in tree.find_all(exp.Column)}
    held = {name: column_at(run.before, replace(start, column=name)) for name in sorted(asked)}
    columns = {**{n: c for n, c in held.items() if c is not None}, start.column: column}
    texts = list(_texts(trees))
    values = [domain_of(run.before, each).samples(texts, first=True) for each in columns.values()]
    if math.prod(map(len, values)) > _MOST_ROWS:
        return
    checks = list(checks_of(run.before, column))
    for chosen in itertools.product(*values):
        row = dict(zip(columns, chosen, strict=True))
        if not any(rejects(check, row) for check in checks):
            yield row


def _texts(trees: Sequence[Any]) -> Iterator[str]:
    """Yield texts with each separator in every place, and one longer than any part that is cut."""
    from sqlglot import exp

    found = [literal for tree in trees for literal in tree.find_all(exp.Literal)]
    for text in dict.fromkeys(str(literal.this) for literal in found if literal.is_string):
        yield from (text, f"a{text}", f"{text}b", f"a{text}b", f"a{text}b{text}c")
    yield ""
    sizes = [int(str(literal.this)) for literal in found if str(literal.this).isdigit()]
    yield "y" * (min(max(sizes, default=0), _LONGEST) + 1)

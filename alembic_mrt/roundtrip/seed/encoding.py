"""The user's values as a database stores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts, DialectFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.source import Source


def encoded(facts: DialectFacts, source: Source, value: object, column: ColumnFacts) -> Value:
    """Return a value as it is stored in ``column``.

    Raises ConfigurationError that names the seed which gives it.
    """
    try:
        return facts.encode(value, column.type)
    except TypeError as error:
        source.refuse(
            f'gives column "{column.name}" a value of type {error}, which cannot be written',
            "Give what the database stores: a text, a number, a date, None...",
        )
    except (ValueError, RecursionError) as error:
        source.refuse(f'gives column "{column.name}" a value that cannot be written: {error}')


def encoded_row(
    facts: DialectFacts, source: Source, row: Mapping[str, object], plan: TablePlan
) -> Row:
    """Return those values of a row that the table has columns for now."""
    columns = ((plan.columns[name], v) for name, v in row.items() if name in plan.columns)
    return {c.name: encoded(facts, source, v, c) for c, v in columns if not c.generated}

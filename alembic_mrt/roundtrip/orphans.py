"""Statements that clean up rows without a parent, where a foreign key leaves none.

``DELETE FROM books WHERE author NOT IN (SELECT id FROM authors)`` touches no row that a database
which enforces the key could hold; that it touched no seeded row leaves nothing unproven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.roundtrip.seed.plan import Reference

Link: TypeAlias = "tuple[str, str, str, str]"
"""A column of a table that refers to a column of another one: table, column, parent, referred."""

Links: TypeAlias = "frozenset[Link]"


def links(table: str, references: Iterable[Reference]) -> Iterator[Link]:
    """Yield the references of a table that consist of one column."""
    for reference in references:
        if len(reference.columns) == 1:
            yield table, reference.columns[0], reference.parent[1], reference.referred[0]


def is_clean_up(statement: str, known: Links, dialect: str) -> bool:
    """Tell whether a statement is after rows alone that lack the parent of a ``known`` link."""
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(statement, read=dialect)
    except (sqlglot.errors.SqlglotError, RecursionError):
        return False
    where = tree.args.get("where")
    if not isinstance(tree, exp.Delete | exp.Update) or where is None:
        return False
    parts = where.this.flatten() if isinstance(where.this, exp.And) else [where.this]
    return any(_link(part.unnest(), tree.this) in known for part in parts)


def _link(part: Any, table: Any) -> Link | None:
    """Return which column of a table is asked for a value that the parent does not have."""
    from sqlglot import exp

    asked = part.this.unnest() if isinstance(part, exp.Not) else None
    if isinstance(asked, exp.In) and asked.args.get("query") is not None:
        return _not_in(asked.this, asked.args["query"].unnest(), table)
    return _not_exists(asked.this, table) if isinstance(asked, exp.Exists) else None


def _not_in(column: Any, query: Any, table: Any) -> Link | None:
    from sqlglot import exp

    parent = _only_table(query)
    found = query.expressions if parent is not None else []
    plain = len(found) == 1 and isinstance(found[0], exp.Column) and isinstance(column, exp.Column)
    where = query.args.get("where")
    if not plain or not (where is None or _is_not_null(where.this, found[0].name)):
        return None
    return table.name, column.name, parent.name, found[0].name


def _not_exists(query: Any, table: Any) -> Link | None:
    from sqlglot import exp

    parent, where = _only_table(query), query.args.get("where")
    if parent is None or where is None or not isinstance(where.this, exp.EQ):
        return None
    sides = (where.this.left, where.this.right)
    for own, other in (sides, sides[::-1]):
        if not (isinstance(own, exp.Column) and isinstance(other, exp.Column)):
            continue
        if own.table == table.alias_or_name and other.table == parent.alias_or_name:
            return table.name, own.name, parent.name, other.name
    return None


def _only_table(query: Any) -> Any:
    """Return the table that a query reads all rows of, None where it is another query."""
    from sqlglot import exp

    source = query.args.get("from_") or query.args.get("from")
    narrowed = any(query.args.get(part) for part in ("joins", "group", "having", "limit", "offset"))
    found = source.this if source is not None and not narrowed else None
    return found if isinstance(found, exp.Table) and isinstance(query, exp.Select) else None


def _is_not_null(where: Any, column: str) -> bool:
    """Tell whether a condition asks for a column that is not NULL, in either spelling of it."""
    text = where.sql().casefold()
    return text in {f"not {column} is null", f"{column} is not null"}

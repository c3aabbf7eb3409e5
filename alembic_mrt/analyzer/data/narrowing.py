"""Which values a column has come to hold that the old schema refuses."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast, literal
from alembic_mrt.analyzer.data.evaluate import rejects, value_of
from alembic_mrt.analyzer.data.kinds import Kind, kind_of, refuses
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.samples import Domain, domain_of, labels_of, mined
from alembic_mrt.operations.vocabulary import AlterColumn
from alembic_mrt.schema.objects import CheckConstraint, Column, PrimaryKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from alembic_mrt.operations.replay import Replayed


def values_beyond(run: Replayed, index: int, held: Column, target: Column) -> str | None:
    """Say which values of a column do not go into the type that downgrade() gives it.

    None where all of them do, as far as can be told: the CHECK constraints of the upgraded
    schema are heeded, and what USING makes of a value.
    """
    source, kind = kind_of(held.type), kind_of(target.type)
    if source is None or kind is None:
        return None
    domain = domain_of(run.upgraded, held)
    if kind.family == "enum":
        return _labels_beyond(run, index, domain, target)
    if not refuses(source, kind):
        return None
    using = _using(run, index)
    key = _is_key(run, held)
    for value in domain.samples(_extremes(source, kind, key=key), first=True):
        if _is_refused(value, kind, using, str(held.name).casefold()):
            return _shown(value, kind)
    return None


def _shown(value: Value, kind: Kind) -> str:
    """Word a value that is in the way; of a text that is too long, its length."""
    if kind.family == "text" and isinstance(value, str) and kind.size is not None:
        return f"a text of {len(value)} characters"
    return literal(value)


def _using(run: Replayed, index: int) -> Any:
    operation = run.downgrade[index].operation
    assert isinstance(operation, AlterColumn)
    return parsed(operation.using) if isinstance(operation.using, str) else None


def _is_refused(value: Value, kind: Kind, using: Any, name: str) -> bool:
    try:
        given = value if using is None else value_of(using, {name: value})
        cast(given, kind)
    except Refused:
        return True
    except Unsure:
        return False
    return False


def _is_key(run: Replayed, held: Column) -> bool:
    """Tell whether a column is part of the primary key: nobody writes negative keys."""
    return any(
        isinstance(found, PrimaryKey)
        and isinstance(found.columns, tuple)
        and str(held.name) in found.columns
        for found in run.upgraded.of_table(held.table, held.schema)
    )


def _extremes(source: Kind, target: Kind, *, key: bool) -> Iterator[Value]:
    """Yield values of a type that lie beyond another one."""
    if source.family == "text" and target.family == "text" and target.size is not None:
        yield "x" * (target.size + 1)
        yield "x" * (source.size or target.size + 80)
    if source.family == "text":
        yield "some text"
    if source.family == "integer" and target.family == "integer":
        yield 2 ** ((target.size or 64) - 1)
        yield from () if key else (-(2 ** ((target.size or 64) - 1)) - 1,)
    digits = target.whole_digits
    if source.family in {"integer", "exact", "float"} and digits is not None:
        yield 10**digits
        if source.scale:
            yield 10**digits - Fraction(1, 10**source.scale)
    if source.family == "integer" and target.family == "text":
        yield 10 ** (target.size or 0)


def _labels_beyond(run: Replayed, index: int, domain: Domain, target: Column) -> str | None:
    """Say which labels, or texts, an enum of the downgrade does not have."""
    labels = labels_of(run.downgrade[index].after, target)
    if labels is None:
        return None
    using = _using(run, index)
    for value in domain.samples(["some text"] if domain.labels is None else []):
        if value is not None and not _maps_into(value, labels, using, domain.name):
            return literal(value)
    return None


def _maps_into(value: Value, labels: tuple[str, ...], using: Any, name: str) -> bool:
    try:
        given = value if using is None else value_of(using, {name: value})
    except Unsure:
        return True
    except Refused:
        return False
    return given is None or str(given) in labels


def excludes(domain: Domain, made: CheckConstraint | None) -> bool | None:
    """Tell whether a column holds nothing that a CHECK refuses; None where nobody can tell.

    Without a CHECK the question is whether the column's own checks refuse NULL.
    """
    if made is None:
        return any(rejects(check, {domain.name: None}) for check in domain.checks)
    tree = parsed(str(made.expression))
    if tree is None:
        return None
    outcomes = [_outcome(tree, {domain.name: v}) for v in domain.samples(_around(tree))]
    if False in outcomes:
        return False
    told = any(outcome is not Ellipsis for outcome in outcomes)
    return True if (told and domain.checks) or domain.labels is not None else None


def _outcome(tree: Any, row: dict[str, Value]) -> object:
    """Return what a CHECK says of a row; Ellipsis where nobody can tell."""
    try:
        return value_of(tree, row)
    except (Refused, Unsure):
        return ...


def _around(tree: Any) -> Iterator[Value]:
    """Yield the literals of a CHECK and what lies next to them."""
    for value in mined([tree]):
        yield value
        if isinstance(value, int) and not isinstance(value, bool):
            yield from (value - 1, value + 1)
        if isinstance(value, str):
            yield value + "x"
    yield "x" * 300

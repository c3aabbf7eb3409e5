"""Statements after which objects are written otherwise that no statement names.

What uses a renamed object knows it by its identity, and is written with the name of the moment: the
type or the collation of a column, a default, a policy, a trigger or a rule on another table.
PostgreSQL prints it so (docs, "System Information Functions": ``pg_get_expr``), and SQLite rewrites
the text that it has kept (docs, "ALTER TABLE").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.comments import without_comments
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    ExcludeConstraint,
    Index,
    Policy,
    RewriteRule,
    TableDefinition,
    TableObject,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from alembic_mrt.roundtrip.dialects.base import Within
    from alembic_mrt.schema.buckets import Bucket

_RENAMES: Final = re.compile(r"\brename\b")
_END_OF_BATCH: Final = re.compile(
    r"\s*alter\s+table\s+\S*\b_alembic_tmp_\S*\s+rename\s+to\s+\S+\s*"
)
_OF_A_TABLE: Final = re.compile(
    r"\s*alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(\S+)"
    r"\s+rename\s+(?:(?:column\s+|constraint\s+)?\S+\s+)?to\s+\S+\s*;?\s*"
)
_WORD: Final = re.compile(r"\w+")
_SPEAKING: Final = (
    *(Column, Index, CheckConstraint, ExcludeConstraint),
    *(Trigger, RewriteRule, Policy),
)


def rewrites_others(statements: Iterable[str], within: Within) -> bool:
    """Tell whether one of the statements may change how objects out of scope are written.

    Nothing uses the table that Alembic's batch mode ends by renaming (Alembic docs, "Running Batch
    Migrations").
    """
    renames = [text for text in map(str.casefold, statements) if _renames(text)]
    if not renames:
        return False
    names = {name.casefold() for _, name in within.tables}
    return not all(_is_of(names, text) for text in renames) or _are_spoken_of(names, within)


def _renames(text: str) -> bool:
    return (
        "rename" in text
        and _RENAMES.search(without_comments(text)) is not None
        and not _END_OF_BATCH.fullmatch(text)
    )


def _is_of(names: Collection[str], rename: str) -> bool:
    """Tell whether a table of the names is renamed, or a part of it; PostgreSQL takes an index."""
    found = _OF_A_TABLE.fullmatch(rename)
    return found is not None and found[1].rpartition(".")[2].strip('"`[]') in names


def _are_spoken_of(names: Collection[str], within: Within) -> bool:
    """Tell whether an object out of scope holds the name of a table in it, but for foreign keys.

    The tables that refer to one in scope are in scope, too.
    """
    spoken = {word for name in names for word in _words(name)}
    buckets = within.known.buckets
    others = (n for n in buckets.names() if (n[0] or None, n[1]) not in within.tables)
    return any(not buckets.bucket(name).once(_said).isdisjoint(spoken) for name in others)


def _said(parts: Bucket) -> frozenset[str]:
    """Return the words by which the parts of a table may speak of another one."""
    speaking = (part for kind in _SPEAKING for part in parts.of_kind(kind))
    return frozenset().union(*(_words(text) for part in speaking for text in _texts(part)))


def _texts(found: TableObject) -> tuple[object, ...]:
    """Return what an object of a table may say of another one."""
    if isinstance(found, Column):
        return found.type, found.default, found.generated
    if isinstance(found, Index):
        return found.columns, found.where
    if isinstance(found, CheckConstraint):
        return (found.expression,)
    if isinstance(found, TableDefinition | ExcludeConstraint):
        return (found.definition,)
    return ()


def _words(text: object) -> frozenset[str]:
    return frozenset(_WORD.findall(str(text).casefold()))

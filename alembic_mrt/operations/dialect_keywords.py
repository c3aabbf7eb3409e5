"""Keyword arguments that belong to one dialect, such as ``postgresql_using``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from alembic_mrt.operations.sql.tokens import canonical_text
from alembic_mrt.operations.values import Ref, Value

_DIALECTS: Final = ("postgresql", "sqlite", "mssql", "mysql", "mariadb", "oracle")


def dialect_keywords(
    kwargs: Mapping[str, Value], dialect: str | None
) -> Iterator[tuple[str, str, Value]]:
    """Yield dialect, option and value of those that apply to ``dialect``; None is any.

    Those that are None or False ask for nothing.
    """
    for key, value in kwargs.items():
        of, _, option = key.partition("_")
        applies = of in _DIALECTS and (dialect is None or of == dialect)
        if applies and not isinstance(value, Ref) and not (value is None or value is False):
            yield of, option, value


def settings(value: Value) -> str:
    """Return ``{"fillfactor": 50}`` as WITH has it between its parentheses."""
    if not isinstance(value, dict):
        return str(value).casefold()
    return canonical_text(", ".join(f"{name} = {setting}" for name, setting in value.items()))

"""What MODIFY and CHANGE of MySQL do to the attributes that a directive does not repeat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alembic_mrt.operations.sa_columns import default_of, flag
from alembic_mrt.operations.values import Value, text_of

_MODIFIES = frozenset({"nullable", "type_", "new_column_name", "autoincrement", "comment"})


def restated(
    given: Mapping[str, Value], changes: Mapping[str, Any], dialect: str
) -> dict[str, Any]:
    """Return what else ``op.alter_column()`` changes on MySQL, where it states the whole column.

    An attribute comes from ``existing_*``; one that is not given there is gone. Only a change of
    the default alone leaves the rest as it is (``alembic.ddl.mysql.MySQLImpl.alter_column``).
    """
    if not any(_is_given(given, name) for name in _MODIFIES):
        return {}
    nullable = given.get("existing_nullable")
    counts = given.get("autoincrement", given.get("existing_autoincrement"))
    found = {
        "nullable": True if nullable is None else flag(nullable),
        "default": default_of(given.get("existing_server_default"), dialect),
        "comment": text_of(given.get("existing_comment")),
        "identity": "AUTO_INCREMENT" if counts is True else None,
    }
    return {name: value for name, value in found.items() if name not in changes}


def implied(given: Mapping[str, Value], changes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the attributes that are changed without being named in any way."""
    keywords = {
        "nullable": "nullable", "default": "server_default", "comment": "comment",
        "identity": "autoincrement",
    }  # fmt: skip
    return tuple(
        name
        for name, keyword in keywords.items()
        if name in changes and not {keyword, f"existing_{keyword}"} & given.keys()
    )


def _is_given(given: Mapping[str, Value], name: str) -> bool:
    return given.get(name) is not None or (name == "comment" and name in given)

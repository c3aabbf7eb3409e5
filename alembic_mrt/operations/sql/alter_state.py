"""ALTER TABLE on the table as a whole, and on what is enabled on it."""

from __future__ import annotations

from alembic_mrt.operations.sql.alter_target import Target
from alembic_mrt.operations.sql.cursor import Cursor
from alembic_mrt.operations.sql.tables import place_of
from alembic_mrt.operations.sql.tokens import string_value
from alembic_mrt.operations.vocabulary import AlterObject, Operation

_STATES = {
    "enable always trigger": "always",
    "enable replica trigger": "replica",
    "enable trigger": "enabled",
    "disable trigger": "disabled",
    "enable always rule": "always",
    "enable replica rule": "replica",
    "enable rule": "enabled",
    "disable rule": "disabled",
}
_ROW_SECURITY = {
    "enable row level security": "enabled",
    "disable row level security": "disabled",
    "force row level security": "forced",
    "no force row level security": "not forced",
}

_SETTINGS = {
    "set", "reset", "cluster", "engine", "auto_increment", "convert", "inherit", "row_format",
    "default", "charset", "collate", "key_block_size", "stats_persistent", "of", "not", "replica",
    "no",
}  # fmt: skip


def switched(cursor: Cursor, target: Target) -> Operation | None:
    """Read what is switched on or off: row security, triggers, rules, a check of old rows."""
    if state := cursor.accept_any(*_ROW_SECURITY):
        return target.altered("table", target.table, "row_security", _ROW_SECURITY[state])
    if state := cursor.accept_any(*_STATES):
        kind = "rule" if state.endswith("rule") else "trigger"
        return target.altered(kind, cursor.plain_name(), "enabled", _STATES[state])
    if cursor.accept("validate constraint"):
        return target.altered("constraint", cursor.plain_name(), "validated", True)
    return None


def whole_table(cursor: Cursor, target: Target) -> Operation | None:
    """Read what is said of the table as a whole: schema, owner, parent, comment, options."""
    if cursor.accept("set schema"):
        return target.altered("table", target.table, "schema", cursor.plain_name())
    if cursor.accept("owner to"):
        return target.altered("table", target.table, "owner", cursor.remaining())
    if change := cursor.accept_any("attach partition", "detach partition"):
        return _partition(cursor, target, attaches=change == "attach partition")
    if cursor.accept_any("comment =", "comment"):
        return target.altered("table", target.table, "comment", string_value(cursor.next()))
    return _settings(cursor, target)


def _partition(cursor: Cursor, target: Target, *, attaches: bool) -> Operation:
    """Read ATTACH or DETACH PARTITION as a change of the partition, not of its parent."""
    schema, name = cursor.name()
    parent = place_of(target.schema, target.table)
    parents = (parent,) if attaches and parent is not None else ()
    return AlterObject(
        **target.site.common, kind="table", name=name, schema=schema, attribute="parents",
        value=parents,
    )  # fmt: skip


def _settings(cursor: Cursor, target: Target) -> Operation | None:
    if cursor.word in _SETTINGS:
        return target.altered("table", target.table, "options", cursor.remaining())
    return None

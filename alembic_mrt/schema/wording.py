"""Differences in words that a reader can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.schema.objects import (
    Column,
    EnumType,
    Grant,
    SchemaObject,
    Table,
    TableDefinition,
)
from alembic_mrt.schema.remedy import remedy
from alembic_mrt.schema.text_difference import in_words
from alembic_mrt.schema.titles import subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.schema.difference import Difference

LEFT_BEHIND: Final = "MRT301"
NOT_RESTORED: Final = "MRT302"
COMES_BACK_DIFFERENT: Final = "MRT303"
ENUM_LEFT_BEHIND: Final = "MRT304"


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold what is said of a difference: the code of its rule, a sentence and a remedy."""

    code: str
    message: str
    remedy: str


def describe(found: Difference) -> Wording:
    """Word a difference."""
    return Wording(_code(found), _message(found), remedy(found))


def _code(found: Difference) -> str:
    if found.change == "not restored":
        return NOT_RESTORED
    if found.change == "changed":
        return COMES_BACK_DIFFERENT
    return ENUM_LEFT_BEHIND if isinstance(found.after, EnumType) else LEFT_BEHIND


def _message(found: Difference) -> str:
    if found.before is not None and found.after is not None:
        return _different(found.before, found.after, found.attribute or "")
    if found.change == "left behind":
        return _left_behind(found.subject)
    return _not_restored(found.subject)


def _left_behind(what: SchemaObject) -> str:
    if isinstance(what, Table):
        return f"Table '{what.label}' still exists after rollback — downgrade is incomplete"
    if isinstance(what, Column):
        return (
            f"Column '{what.name}' of table '{what.table}' still present after rollback"
            " — downgrade is incomplete"
        )
    if isinstance(what, EnumType):
        return (
            f"enum type {what.label} was left behind: the next upgrade fails with"
            " 'type already exists'"
        )
    if isinstance(what, Grant):
        return f"{subject(what)} were left behind ({what.definition}) — downgrade is incomplete"
    return f"{subject(what)}{_on_table(what)} was left behind — downgrade is incomplete"


def _not_restored(what: SchemaObject) -> str:
    if isinstance(what, Table):
        return f"Table '{what.label}' no longer exists after rollback"
    if isinstance(what, Column):
        return f"Column '{what.name}' of table '{what.table}' no longer exists after rollback"
    if isinstance(what, Grant):
        return f"{subject(what)} do not come back after rollback ({what.definition})"
    return f"{subject(what)}{_on_table(what)} does not come back after rollback"


def _on_table(what: SchemaObject) -> str:
    named = not isinstance(what, TableDefinition) and what.name is not None
    table = getattr(what, "table", "")
    return f" on {table}" if named and table else ""


def _different(before: SchemaObject, after: SchemaObject, attribute: str) -> str:
    what = subject(before)
    if attribute == "name":
        return f"{_head(before)} is called {_name(after)} after rollback"
    if attribute == "kind":
        return f"{what} came back as {_article(after.kind)} of that name"
    old, new = getattr(before, attribute), getattr(after, attribute)
    if isinstance(before, Grant) and attribute == "definition":
        return f"{what} came back {_differing(_granted(old), _granted(new), ': ')}"
    return f"{what} came back {_otherwise(before.kind, attribute, old, new)}"


def _otherwise(kind: str, attribute: str, old: object, new: object) -> str:
    """Say how a field came back."""
    word = _PARTICULAR.get((kind, attribute)) or _PARTICULAR.get(("", attribute))
    if word is not None:
        return _with_or_without(word, old, new)
    if isinstance(old, bool) or isinstance(new, bool):
        return _FLAGS.get(attribute, (attribute, "not " + attribute))[not new]
    if isinstance(old, str) and isinstance(new, str) and attribute in _PLAIN:
        return in_words(old, new)
    if isinstance(old, tuple) and isinstance(new, tuple) and attribute == "options":
        return _differing(dict(old), dict(new), "=")
    if attribute in _STATES:
        return f"{new or 'enabled'}, it was {old or 'enabled'}"
    return f"with {_words(attribute)} {_value(new)}, it was {_value(old)}"


def _head(what: SchemaObject) -> str:
    return f"Table '{what.label}'" if isinstance(what, Table) else subject(what)


def _name(what: SchemaObject) -> str:
    if what.name is None:
        return "something the database chose (it has no name)"
    return f"'{what.name}'" if isinstance(what, Table) else str(what.name)


_PLAIN: Final = frozenset({"type", "definition", "expression"})
_STATES: Final = frozenset({"enabled"})
_PARTICULAR: Final = {
    ("", "default"): "DEFAULT",
    ("", "where"): "WHERE",
    ("", "using"): "USING",
    ("", "ondelete"): "ON DELETE",
    ("", "onupdate"): "ON UPDATE",
    ("", "match"): "MATCH",
    ("", "deferrable"): "",
    ("", "collation"): "COLLATE",
    ("", "comment"): "comment",
    ("", "identity"): "identity",
    ("", "generated"): "generation expression",
    ("", "row_security"): "row security",
    ("", "partition"): "partitioning",
    ("index", "include"): "INCLUDE",
}
_FLAGS: Final = {
    "nullable": ("nullable, it was NOT NULL", "NOT NULL, it was nullable"),
    "unique": ("unique, it was not", "without UNIQUE"),
    "valid": ("valid, it was not", "invalid"),
    "validated": ("validated, it was NOT VALID", "NOT VALID, it was validated"),
    "nulls_not_distinct": ("with NULLS NOT DISTINCT", "without NULLS NOT DISTINCT"),
    "populated": ("populated, it was not", "unpopulated"),
}


def _with_or_without(word: str, old: object, new: object) -> str:
    if new is None or new == ():
        return f"without {_joined(word, old)}"
    if old is None or old == ():
        return f"with {_joined(word, new)}, it had none"
    return f"with {_joined(word, new)}, it was {_value(old)}"


def _differing(old: Mapping[str, str], new: Mapping[str, str], sign: str) -> str:
    """Name what is not as it was; ``sign`` stands between a name and its value."""
    clauses = [f"without {n}{sign}{v}" for n, v in old.items() if n not in new]
    clauses += [f"with {n}{sign}{v}, which it had not" for n, v in new.items() if n not in old]
    changed = [n for n, v in new.items() if old.get(n, v) != v]
    clauses += [f"with {n}{sign}{new[n]}, it was {old[n]}" for n in changed]
    return "; ".join(clauses)


def _granted(definition: object) -> Mapping[str, str]:
    """Tell for each role what it may do, and "owner" who owns the object."""
    parted = (entry.rpartition(": ") for entry in str(definition).split("; "))
    return {role or "owner": granted.removeprefix("owner ") for role, _, granted in parted}


def _joined(word: str, value: object) -> str:
    text = _value(value)
    return text if text == "AUTOINCREMENT" else f"{word} {text}".strip()


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        parts = ("=".join(v) if isinstance(v, tuple) else str(v) for v in value)
        return f"({', '.join(parts)})"
    return str(value)


def _words(attribute: str) -> str:
    return attribute.replace("_", " ")


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"

"""What the text of an ini file stands for; it knows no types of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from alembic_mrt.config_rules import (
    accepted_at_from_text,
    accepted_from_text,
    codes_from_text,
    severities_from_text,
)

FLAGS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _flag(text: str) -> bool:
    try:
        return FLAGS[text.strip().lower()]
    except KeyError:
        raise ValueError(f"must be true or false, not {text!r}") from None


def _names(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _reasons(text: str) -> dict[str, str]:
    return dict(map(_reason, _lines(text)))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _reason(line: str) -> tuple[str, str]:
    revision, colon, reason = line.partition(":")
    if not colon:
        raise ValueError(f'must hold lines of the form "revision: reason", not {line.strip()!r}')
    return revision.strip(), reason.strip()


def _seeds(text: str) -> dict[str, str]:
    return dict(map(_seed, _lines(text)))


def _seed(line: str) -> tuple[str, str]:
    key, colon, callable_ = line.partition(":")
    if not colon:
        form = '"table: module:callable" or "table.column: module:callable"'
        raise ValueError(f"must hold lines of the form {form}, not {line.strip()!r}")
    return key.strip(), callable_.strip()


FROM_TEXT: Final[Mapping[str, Callable[[str], object]]] = {
    "use_database": _flag,
    "heads": _names,
    "strict": _flag,
    "irreversible": _reasons,
    "skip": _reasons,
    "seeds": _seeds,
    "select": codes_from_text,
    "extend_select": codes_from_text,
    "ignore": accepted_from_text,
    "severity": severities_from_text,
    "per_revision_ignores": accepted_at_from_text,
    "start_after": _names,
    "strict_coverage": _flag,
    "archive": _names,
}
"""How the text of a key is read; that of any other key stands for itself."""

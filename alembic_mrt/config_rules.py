"""The settings that name rules: which of them speak, how loudly, and at which revisions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from alembic_mrt.finding import Severity

_CODE: Final = re.compile(r"[A-Z]+\d*")
_LEADING: Final = re.compile(r"(?:[A-Z]+\d+\b[\s,]*)*", re.IGNORECASE)


def read_codes(raw: object) -> tuple[str, ...]:
    """Return codes, or beginnings of codes, in capitals."""
    if isinstance(raw, list | tuple) and raw and all(isinstance(code, str) for code in raw):
        return tuple(_code(code) for code in raw)
    raise ValueError(f'must be a list of codes such as ["MRT201", "MRT3"], not {raw!r}')


def read_accepted(raw: object) -> dict[str, str]:
    """Return codes with the reason for accepting what they find; a list gives no reasons."""
    if not isinstance(raw, Mapping):
        return dict.fromkeys(read_codes(raw), "")
    for code, reason in raw.items():
        if not isinstance(reason, str):
            raise ValueError(f"gives {code} the reason {reason!r}, which is no text")  # noqa: TRY004
    return {_code(code): reason.strip() for code, reason in raw.items()}


def read_severities(raw: object) -> dict[str, Severity]:
    """Return the severity that is wanted of each code."""
    if not isinstance(raw, Mapping):
        raise ValueError(f"must map codes to severities, not be {raw!r}")  # noqa: TRY004
    return {_code(code): read_severity(severity) for code, severity in raw.items()}


def read_severity(raw: object) -> Severity:
    """Return the severity of that name."""
    try:
        return Severity(raw)
    except ValueError:
        known = ", ".join(severity.value for severity in Severity)
        raise ValueError(f"must be one of {known}, not {raw!r}") from None


def read_accepted_at(raw: object) -> dict[str, dict[str, str]]:
    """Return, by revision, the codes that are accepted there."""
    if not isinstance(raw, Mapping):
        raise ValueError(f"must map revisions to codes, not be {raw!r}")  # noqa: TRY004
    return {revision: read_accepted(codes) for revision, codes in raw.items()}


def codes_from_text(text: str) -> list[str]:
    """Split codes at commas and blanks."""
    return text.replace(",", " ").split()


def accepted_from_text(text: str) -> object:
    """Read ``MRT201, MRT3`` or, with reasons, one ``MRT201: reason`` a line."""
    if ":" not in text:
        return codes_from_text(text)
    return {code: reason for code, reason in map(_pair, text.splitlines()) if code}


def severities_from_text(text: str) -> dict[str, str]:
    """Read one ``MRT205: warning`` a line."""
    return {code: severity for code, severity in map(_pair, text.splitlines()) if code}


def accepted_at_from_text(text: str) -> dict[str, dict[str, str]]:
    """Read one ``revision: MRT201, MRT202 reason`` a line."""
    found: dict[str, dict[str, str]] = {}
    for revision, rest in map(_pair, text.splitlines()):
        if revision:
            found.setdefault(revision, {}).update(_codes_and_reason(revision, rest))
    return found


def _pair(line: str) -> tuple[str, str]:
    before, _, after = line.partition(":")
    return before.strip(), after.strip()


def _codes_and_reason(revision: str, text: str) -> dict[str, str]:
    match = _LEADING.match(text)
    codes = codes_from_text(match[0]) if match else []
    if not codes:
        raise ValueError(f'names no code for {revision}; a line reads "{revision}: MRT201 reason"')
    return dict.fromkeys(codes, text[match.end() :].strip() if match else "")


def _code(text: object) -> str:
    code = str(text).strip().upper()
    if not _CODE.fullmatch(code):
        raise ValueError(f'holds "{text}", which is no code; one reads MRT201')
    return code

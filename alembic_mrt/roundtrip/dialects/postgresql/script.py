"""Run a script as psql would: a dump that pg_dump wrote as plain text, or SQL written by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.split import statements
from alembic_mrt.roundtrip.dialects.base import ScriptError
from alembic_mrt.roundtrip.dialects.postgresql.driver import driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.reach import reaches
from alembic_mrt.roundtrip.dialects.postgresql.refusal import sentence
from alembic_mrt.roundtrip.requirement import missing_extension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alembic_mrt.roundtrip.dialects.base import Refusal
    from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

# Commands of psql say nothing to a server; those of a dump lead to where we are already.
_NO_SQL = re.compile(
    r"^(?:(?P<copy>COPY\s[^;]*?\bFROM\s+STDIN\b[^;]*;)[ \t]*\r?\n"
    r"|\\(?:restrict|unrestrict|connect|c|echo|set|pset|timing)\b[^\n]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_END_OF_DATA = re.compile(r"^\\\.[ \t]*\r?$", re.MULTILINE)
_SET = re.compile(r"\s*SET\s", re.IGNORECASE)
_REMEDIES = (
    (
        r'^role ".*" does not exist',
        "Let the script make the role, or dump with --no-owner --no-privileges.",
    ),
    (r'syntax error at or near "\\"', "Of psql's own commands, only those of a dump are known."),
    (r"", ""),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a statement, where it stands in the script, and the data that follows a COPY."""

    offset: int
    sql: str
    data: str | None = None


def parts(script: str) -> Iterator[Part]:
    """Yield the statements of a script.

    Raises ScriptError for a COPY whose data has no end.
    """
    position = 0
    while (found := _NO_SQL.search(script, position)) is not None:
        yield from _statements(script, position, found.start())
        position = found.end()
        if found["copy"] is not None:
            end = _END_OF_DATA.search(script, position)
            if end is None:
                raise ScriptError(found.start(), r'the rows of a COPY do not end in a line "\."')
            yield Part(found.start(), found["copy"], script[position : end.start()])
            position = end.end()
    yield from _statements(script, position, len(script))


def _statements(script: str, start: int, end: int) -> Iterator[Part]:
    text = script[start:end]
    for tokens in statements(text):
        yield Part(start + tokens[0].start, text[tokens[0].start : tokens[-1].end])


def run_script(
    session: PostgreSQLSession, script: str, refuses: Callable[[str], Refusal | None]
) -> None:
    """Run a script over a session of its own; raises ScriptError for the statement that fails."""
    for part in parts(script):
        _check(part, refuses)
        try:
            _run(session, part)
        except driver_errors() as error:
            if not _is_setting_of_another_version(part, error):
                raise _worded(part, error) from error


def _run(session: PostgreSQLSession, part: Part) -> None:
    if part.data is None:
        session.execute(part.sql)
    else:
        session.copy_in(part.sql, part.data)


def _check(part: Part, refuses: Callable[[str], Refusal | None]) -> None:
    for reach in reaches(part.sql):
        if reach.command in {"CREATE DATABASE", "DROP DATABASE"}:
            said = f'{reach.command} "{reach.name}" has no place in a setup'
            raise ScriptError(part.offset, said, "Dump without --create.")
    refusal = refuses(part.sql)
    if refusal is not None:
        said = f"it wants to use {refusal.what}, {refusal.why}; nothing was sent to it"
        raise ScriptError(part.offset, said, refusal.remedy)


def _is_setting_of_another_version(part: Part, error: BaseException) -> bool:
    """Tell whether a dump sets what only newer servers know, as each dump does at its head."""
    return bool(_SET.match(part.sql)) and "unrecognized configuration parameter" in str(error)


def _worded(part: Part, error: BaseException) -> ScriptError:
    said = sentence(error)
    if missing_extension(error):
        return ScriptError(part.offset, said, "Name a server that has it with --url.")
    remedy = next(text for pattern, text in _REMEDIES if re.search(pattern, said))
    return ScriptError(part.offset, said, remedy)

"""Part of a revision could not be analysed.

The statements depend on what only a run would tell: values from the database or the environment,
code outside of the migration environment, SQL whose effect is not read (MERGE, COPY,
a stored procedure, a virtual table of SQLite).

Why: what is not analysed is not judged. The absence of other findings says nothing about these
lines.

Instead: run `alembic mrt-roundtrip`, which sees what they do. Or write what they do with
constants. A script for several databases (Alembic's template multidb) is served by neither: give
each database a migration environment of its own.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Location, Severity
from alembic_mrt.history.several_databases import serves_several_databases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Opaque

CODE = "MRT902"
NAME = "not-analysed"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield one note for each revision with statements that could not be read."""
    invalid = {fault.revision for fault in context.history.faults if fault.code == "MRT901"}
    for entry in context.revisions:
        if entry.unknown and entry.revision not in invalid:
            yield _finding(entry)


def _finding(entry: Analysed) -> Finding:
    unknown = sorted(entry.unknown, key=_line)
    places = "; ".join(f"{reason} ({where})" for reason, where in _by_reason(entry, unknown))
    count = "1 statement is" if len(unknown) == 1 else f"{len(unknown)} statements are"
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision}: {count} not analysed: {places}.",
        revision=entry.revision,
        location=unknown[0].location,
        remedy=_remedy(entry),
        object="statements",
    )


def _remedy(entry: Analysed) -> str:
    """Send nobody to the round trip with a script for several databases, which it refuses too."""
    if serves_several_databases(entry.script):
        return (
            "upgrade() serves several databases, and so no round trip can be made either. Give"
            " each database a migration environment of its own."
        )
    return "`alembic mrt-roundtrip` sees what they do."


def _by_reason(entry: Analysed, unknown: list[Opaque]) -> Iterator[tuple[str, str]]:
    places: dict[str, list[str]] = {}
    for step in unknown:
        places.setdefault(step.reason, []).append(_place(step.location, entry.script.file))
    for reason, where in places.items():
        yield reason, ", ".join(dict.fromkeys(where))


def _place(location: Location, own_file: str) -> str:
    return f"line {location.line}" if location.file == own_file else str(location)


def _line(step: Opaque) -> tuple[str, int]:
    return step.location.file, step.location.line or 0

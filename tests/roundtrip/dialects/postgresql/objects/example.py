"""One class of object, made, undone and made otherwise by the revisions of a small history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from alembic_mrt.config import MRTConfig
from alembic_mrt.roundtrip.dialects.postgresql import binaries as binaries_module
from alembic_mrt.roundtrip.dialects.postgresql import disposable
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import (
    WHEEL,
    Binaries,
    examine,
    find_binaries,
)
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from alembic_mrt.finding import RevisionResult

ROLES: Final = "CREATE ROLE reader; CREATE ROLE writer; "
OF_SCHEMA: Final = ("MRT301", "MRT302", "MRT303", "MRT304")


@dataclass(frozen=True, kw_only=True)
class Example:
    """Make an object on ``before`` and undo it; ``otherwise`` makes it again, but differently.

    ``kind`` is the kind of the object that differs, ``also`` are those that go with it. ``left``
    is what must be said where a downgrade leaves undone what ``make`` did, ``lost`` where it does
    not make again what ``undo`` has undone, and ``differs`` where it makes it ``otherwise``.
    ``since`` is the first major version of PostgreSQL that knows it.
    """

    name: str
    kind: str
    also: tuple[str, ...] = ()
    before: str = ""
    make: str
    undo: str
    otherwise: str
    left: str
    lost: str
    differs: str
    since: int = 12


@dataclass(frozen=True)
class Outcome:
    """Hold what a round trip has said of the faulty and of the faithful revisions of an example."""

    example: Example
    left: tuple[str, ...]
    lost: tuple[str, ...]
    differs: tuple[str, ...]
    faithful: tuple[str, ...]

    @property
    def leftover_seen(self) -> bool:
        """Tell whether that which was left behind has been named."""
        return _named(self.example.left, self.left)

    @property
    def loss_seen(self) -> bool:
        """Tell whether both was named: what did not come back, and what came back otherwise."""
        example = self.example
        return _named(example.lost, self.lost) and _named(example.differs, self.differs)

    @property
    def faithful_silent(self) -> bool:
        """Tell whether nothing was said of a downgrade that leaves nothing to be desired."""
        return not self.faithful


def servers() -> tuple[Binaries, ...]:
    """Return the server that a run would start by itself, and the newest one that there is."""
    account = server_account()
    by_itself = find_binaries(account)
    wheels = (examine(place, WHEEL) for place in binaries_module._in_wheel())
    newest = max((by_itself, *filter(None, wheels)), key=lambda found: found.major)
    return tuple(dict.fromkeys((by_itself, newest)))


def trip(example: Example, folder: Path, binaries: Binaries) -> Outcome:
    """Take the revisions of an example through the round trip on a server of ``binaries``."""
    make, undo = example.make, example.undo
    setup = folder / "setup.sql"
    setup.write_text(f"{ROLES}{example.before}", encoding="utf-8")
    steps = ((make, ""), (undo, ""), (make, undo), (undo, make), (make, undo))
    bodies = [(_body(up), _body(down)) for up, down in (*steps, (undo, example.otherwise))]
    with patch.object(disposable, "find_binaries", lambda _: binaries):
        report = round_trip(folder, *bodies, settings=MRTConfig(setup=setup))
    assert not report.findings
    left, lost, forth, back, again, differs = map(_said, report.results)
    return Outcome(example, left, lost, differs, (*forth, *back, *again))


def _body(sql: str) -> str:
    return execute(sql) if sql else ""


def _said(result: RevisionResult) -> tuple[str, ...]:
    """Return what was said of the schema; what a step did to rows is another matter."""
    return tuple(found.message for found in result.findings if found.code in OF_SCHEMA)


def _named(words: str, messages: Iterable[str]) -> bool:
    return any(words in message for message in messages)

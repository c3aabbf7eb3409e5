"""The time zones that conversions of a column take a clock for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.analyzer.data.flow import Turn

_UTC: Final = frozenset({"utc", "etc/utc", "gmt", "etc/gmt", "z", "zulu", "uct", "universal"})


def shifted_zone(up: Sequence[Turn], down: Sequence[Turn]) -> str:
    """Say that moments go up as those of one zone and come back as those of another.

    Empty where they do not, or where not each function has one AT TIME ZONE with a literal.
    """
    there, here = _zone(up), _zone(down)
    if not there or not here or _folded(there) == _folded(here):
        return ""
    return f"they are taken for times of {there} and come back as those of {here}"


def _zone(turns: Sequence[Turn]) -> str:
    from sqlglot import exp

    if len(turns) != 1:
        return ""
    found = [zone for tree in turns[0].trees for zone in tree.find_all(exp.AtTimeZone)]
    zone = found[0].args.get("zone") if len(found) == 1 else None
    return str(zone.this) if zone is not None and zone.is_string else ""


def _folded(zone: str) -> str:
    folded = zone.casefold()
    return "utc" if folded in _UTC else folded

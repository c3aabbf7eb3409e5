"""Report formats: each module of this folder renders a report to text, and does nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.finding import Report


@dataclass(frozen=True, slots=True)
class Layout:
    """Say what the reader's screen can show."""

    width: int = 80
    colour: bool = False


def formats() -> tuple[str, ...]:
    """Return the names of all formats, which are those of the modules in this folder."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(report: Report, format: str, layout: Layout | None = None) -> str:  # noqa: A002
    """Render a report in a format that :func:`formats` names."""
    module = importlib.import_module(f"{__name__}.{format}")
    text: str = module.render(report, layout or Layout())
    return text


def judged(report: Report) -> int:
    """Return how many revisions were judged: those with a result, where there are any."""
    return len(report.results) or report.revisions

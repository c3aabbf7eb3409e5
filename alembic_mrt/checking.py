"""One run of the check: read, analyse, and set aside what the baseline accepts."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.analyzer.baseline import Baseline
from alembic_mrt.analyzer.rule import every_rule
from alembic_mrt.choice import choose, name_fully, read_configured
from alembic_mrt.config import COMMAND_LINE
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.read import display_name
from alembic_mrt.judging import groundwork_of, read_baseline, selection_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alembic.config import Config

    from alembic_mrt.analyzer.baseline import Entry
    from alembic_mrt.analyzer.selection import Selection
    from alembic_mrt.config import MRTConfig
    from alembic_mrt.finding import Report

_LISTED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """Hold what the command line alone says: which revisions, and whether to write a baseline."""

    revisions: Sequence[str] = ()
    since: str | None = None
    write_baseline: bool = False


def check(
    config: Config, settings: MRTConfig, dialect: str | None, options: CheckOptions
) -> Report:
    """Return the report of a check; with ``write_baseline`` its findings are accepted by a file.

    Raises ConfigurationError where the settings name what is not there.
    """
    _make_sure_of_a_file(settings, options)
    history = read_configured(config, settings)
    named = name_fully(settings, history)
    choice = choose(history, options.revisions, settings, options.since)
    report = analyze(
        history.declare_irreversible(named.irreversible),
        dialect,
        choice.only,
        selection=selection_of(named),
        groundwork=groundwork_of(settings),
        since=choice.since,
    )
    if choice.sentence:
        report = replace(report, coverage=(choice.sentence, *report.coverage))
    judged = _Judged(choice.only, _selected_for_this_run(settings))
    return _with_baseline(report, settings, judged, write=options.write_baseline)


def _make_sure_of_a_file(settings: MRTConfig, options: CheckOptions) -> None:
    if options.write_baseline and settings.baseline is None:
        raise ConfigurationError(
            "--write-baseline does not know which file to write.",
            "Name it with --baseline FILE or with the key baseline.",
        )


def _selected_for_this_run(settings: MRTConfig) -> Selection | None:
    """Return what the command line says of rules; what the files say counts for every run."""
    given = any(settings.places.get(key) == COMMAND_LINE for key in ("select", "ignore"))
    return selection_of(settings) if given else None


@dataclass(frozen=True, slots=True)
class _Judged:
    """Tell which entries of a baseline a run can speak of."""

    only: frozenset[str] | None
    selection: Selection | None

    @property
    def all(self) -> bool:
        """Tell whether it can speak of all."""
        return self.only is None and self.selection is None

    def __call__(self, entry: Entry) -> bool:
        code, revision, _ = entry
        return (self.only is None or revision in self.only) and not self._left_out(code)

    def _left_out(self, code: str) -> bool:
        if self.selection is None:
            return False
        return any(r.code == code and not self.selection.takes(r) for r in every_rule())


def _with_baseline(report: Report, settings: MRTConfig, judged: _Judged, *, write: bool) -> Report:
    if settings.baseline is None:
        return report
    path = Path(settings.baseline)
    if write:
        return _written(report, path, judged)
    fresh, idle = read_baseline(path).only(judged).sift(report.findings)
    told = _told(path, len(report.findings) - len(fresh), idle)
    return replace(report, findings=tuple(fresh), coverage=(*report.coverage, *told))


def _written(report: Report, path: Path, judged: _Judged) -> Report:
    """Write the baseline; what it accepts that was not judged stays in it."""
    partial = not judged.all and path.exists()
    others = read_baseline(path).only(lambda e: not judged(e)) if partial else Baseline()
    _write(path, (Baseline.of(report.findings) + others).render())
    sentence = f"{_count(len(report.findings), 'finding')} written to {_shown(path)}."
    return replace(report, findings=(), coverage=(*report.coverage, sentence))


def _told(path: Path, accepted: int, idle: Sequence[Entry]) -> Iterable[str]:
    if accepted:
        yield f"{_count(accepted, 'finding')} accepted by {_shown(path)}."
    if idle:
        listed = "; ".join(_worded(entry) for entry in idle[:_LISTED])
        more = f" and {len(idle) - _LISTED} more" if len(idle) > _LISTED else ""
        yield (
            f"No longer found is what {_shown(path)} accepts: {listed}{more}. Write it anew with"
            " --write-baseline."
        )


def _worded(entry: Entry) -> str:
    code, revision, name = entry
    return f"{code} {name}" + (f" at {revision}" if revision else "")


def _write(path: Path, text: str) -> None:
    """Replace the file as a whole, so that an interrupted run leaves the old one."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"The baseline {_shown(path)} cannot be written: {error.strerror}.",
        "Name a file in a folder that can be written to.",
    )


def _shown(path: Path) -> str:
    return display_name(str(path.absolute()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

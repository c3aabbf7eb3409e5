"""The commands: the only module that prints and decides the exit status.

0 clean, 1 findings, 2 could not run, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from traceback import print_exception
from typing import TYPE_CHECKING, Final, TypeAlias

from alembic.util import CommandError

from alembic_mrt.config import read_settings
from alembic_mrt.config_files import check_files
from alembic_mrt.exceptions import ConfigurationError, EnvironmentScriptError, MRTError
from alembic_mrt.process import open_closed_streams, stdout_as_stderr
from alembic_mrt.roundtrip.seam import attempt
from alembic_mrt.roundtrip.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from alembic.config import Config

    from alembic_mrt.config import MRTConfig
    from alembic_mrt.finding import Finding, Report
    from alembic_mrt.history.graph import History

CLEAN: Final = 0
FINDINGS: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130

Revisions: TypeAlias = "Sequence[str]"


def mrt_check(  # noqa: PLR0913
    config: Config,
    revisions: Revisions = (),
    *,
    format: str = "text",  # noqa: A002
    since: str | None = None,
    write_baseline: bool = False,
    exit_zero: bool = False,
    **overrides: object,
) -> int:
    """Analyse the history without a database, print the report and return the exit status.

    ``overrides`` are settings by the names of their keys. Raises MRTError when the run cannot be
    made.
    """
    from alembic_mrt.checking import CheckOptions, check
    from alembic_mrt.dialect_of_run import analysed_for, configured_dialect
    from alembic_mrt.judging import NOT_ANALYSED

    settings = _prepare(config, **overrides)
    options = CheckOptions(revisions=revisions, since=since, write_baseline=write_baseline)
    with stdout_as_stderr(config):
        dialect = configured_dialect(config, settings)
        report = check(config, settings, dialect, options)
    report = replace(report, coverage=(*report.coverage, analysed_for(dialect)))
    _print_report(report, format)
    unread = settings.strict_coverage and any(f.code == NOT_ANALYSED for f in report.findings)
    fails = unread or _reaches(report.every_finding(), settings)
    return FINDINGS if fails and not exit_zero else CLEAN


def mrt_roundtrip(  # noqa: PLR0913
    config: Config,
    revisions: Revisions = (),
    *,
    format: str = "text",  # noqa: A002
    strict: bool | None = None,
    url: str | None = None,
    use_database: bool | None = None,
    setup: str | None = None,
    start_after: Sequence[str] | None = None,
    since: str | None = None,
    stay_shut: bool = False,
) -> int:
    """Take each revision up, down and up again, print the report and return the exit status.

    ``stay_shut`` lets no connection be made any more until the process ends, for what a migration
    may have left behind: a thread, an atexit hook.

    Raises MRTError when the run cannot be made.
    """
    settings = _prepare(
        config, strict=strict, url=url, use_database=use_database, setup=setup,
        start_after=start_after,
    )  # fmt: skip
    report = _round_trip(config, settings, revisions, since, stay_shut=stay_shut)
    _print_report(report, format)
    return FINDINGS if _reaches(report.findings, settings) or _fails(report, settings) else CLEAN


def mrt_list_rules() -> int:
    """Print the rules of the check: code, name, severity, and whether each is on by default."""
    from alembic_mrt.analyzer.rule import every_rule

    for rule in every_rule():
        state = "on" if rule.on_by_default else "off"
        _write(f"{rule.code}  {rule.severity.value:8}  {state:4} {rule.name}\n")
    return CLEAN


def mrt_explain(code: str) -> int:
    """Print what a code means, with an example that has such a finding.

    Raises ConfigurationError for a code that there is not, naming the nearest one.
    """
    from alembic_mrt.analyzer.selection import known_codes, meant
    from alembic_mrt.pages import explanation

    word = code.strip().upper()
    if word not in known_codes():
        raise ConfigurationError(f"There is no code {code or repr(code)}.", meant(word))
    _print_text(explanation(word))
    return CLEAN


def _round_trip(
    config: Config,
    settings: MRTConfig,
    revisions: Revisions,
    since: str | None,
    *,
    stay_shut: bool,
) -> Report:
    from alembic_mrt.choice import choose, name_fully, read_configured
    from alembic_mrt.handed_over import blamed, check_handed_over
    from alembic_mrt.progress import progress_bar, quiet_steps
    from alembic_mrt.roundtrip.runner import run

    check_handed_over(settings)
    history = read_configured(config, settings)
    choice, named = choose(history, revisions, settings, since), name_fully(settings, history)
    if choice.only is not None and not choice.only:
        return _nothing_to_judge(history, choice.sentence)
    try:
        with progress_bar() as progress, stdout_as_stderr(config), quiet_steps():
            report = run(config, named, history, choice.only, progress, stay_shut=stay_shut)
    except EnvironmentScriptError as error:
        raise blamed(config, settings, error) or error from None
    told = (choice.sentence,) if choice.sentence else ()
    subject = ", ".join(history.locations)
    return replace(report, subject=subject, coverage=(*told, *report.coverage))


def _nothing_to_judge(history: History, sentence: str) -> Report:
    from alembic_mrt.finding import Report

    subject = ", ".join(history.locations)
    return Report(
        command="mrt-roundtrip", subject=subject, findings=history.faults, coverage=(sentence,)
    )


def guarded(command: Callable[[], int], *, traceback: bool = False) -> int:
    """Run a command, word its error on stderr and return its exit status.

    ``traceback`` lets the error through instead. SIGINT and SIGTERM unwind the run, so that
    nothing that it made stays behind.
    """
    from alembic_mrt.neighbour import sentence

    open_closed_streams()
    _say(sentence())
    statuses: list[int] = []
    try:
        with stoppable():
            error = attempt(lambda: statuses.append(command()))
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    if error is None:
        return statuses[0]
    if traceback:
        raise error
    return _failed(error)


def _failed(error: BaseException) -> int:
    if isinstance(error, OSError) and error.filename:
        _say(f"error: {error.filename}: {error.strerror}")
    elif isinstance(error, (CommandError, OSError)):
        _say(f"error: {error}")
    else:
        print_exception(error)
        _say("error: this is a fault of alembic-mrt, not of the history: please report it.")
    return FAILED


def _prepare(config: Config, **overrides: object) -> MRTConfig:
    settings = read_settings(config, overrides)
    check_files(config)
    return settings


def _reaches(findings: Sequence[Finding], settings: MRTConfig) -> bool:
    return any(finding.severity.reaches(settings.threshold) for finding in findings)


def _fails(report: Report, settings: MRTConfig) -> bool:
    return any(
        result.verdict.fails or (settings.strict and not result.verdict.proven)
        for result in report.results
    )


def _print_report(report: Report, format: str) -> None:  # noqa: A002
    from alembic_mrt.report import Layout, render

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    _print_text(render(report, format, Layout(width=_width(), colour=colour)))


def _print_text(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    _write(text.encode(encoding, "backslashreplace").decode(encoding))


def print_lines(lines: Iterable[str]) -> int:
    """Print lines as they come and return the exit status of a clean run."""
    for line in lines:
        _write(f"{line}\n")
    return CLEAN


def _write(text: str) -> None:
    """Write to stdout; a reader who went away, as ``| head`` does, has read enough.

    Raises MRTError where the text cannot be written. What is left of it goes nowhere, so that
    Python does not try again when it ends.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise MRTError(
                f"The output cannot be written: {error.strerror}.", "Send it somewhere else."
            ) from None


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def _say(sentence: str) -> None:
    if sentence:
        sys.stderr.write(sentence + "\n")

"""The options of each command, shared by the ``alembic`` and the ``mrt`` program."""

from __future__ import annotations

import sys
from argparse import Action
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alembic_mrt import arguments_generation
from alembic_mrt.config_rules import codes_from_text, severities_from_text
from alembic_mrt.finding import Severity
from alembic_mrt.process import collect_rarely, ends_with_the_command, leave_garbage
from alembic_mrt.report import formats

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from alembic.config import Config


@dataclass(frozen=True, slots=True)
class Command:
    """Describe a command.

    ``add_arguments`` fills a parser and returns the names of the options; ``run`` takes Alembic's
    Config and those options, and exits.
    """

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], list[str]]
    run: Callable[..., None]


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument(
        "revisions",
        nargs="*",
        metavar="REVISION",
        help="look at these revisions only, named as for `alembic show`; default: all",
    )
    parser.add_argument(
        "--format", choices=formats(), default="text", help="form of the report (default: text)"
    )


def _add_check(parser: ArgumentParser) -> list[str]:
    _add_common(parser)
    _add_which_revisions(parser)
    _add_which_rules(parser)
    _add_status(parser)
    parser.add_argument(
        "--baseline", metavar="FILE", help="accept the findings that FILE holds, wherever they are"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="write the findings to the baseline"
    )
    parser.add_argument(
        "--setup", metavar="FILE", help="script of SQL with what is there before the first revision"
    )
    parser.add_argument("--explain", metavar="CODE", help="print what a code means, and exit")
    parser.add_argument(
        "--list-rules", action="store_true", help="print the codes that check gives, and exit"
    )
    return [
        "revisions", "format", "start_after", "since", "select", "extend_select", "ignore",
        "severity", "fail_on", "strict", "strict_coverage", "exit_zero", "baseline",
        "write_baseline", "setup", "explain", "list_rules",
    ]  # fmt: skip


def _add_which_revisions(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--start-after",
        metavar="REVISION",
        action="append",
        help="judge the revisions after this one only",
    )
    parser.add_argument(
        "--since",
        metavar="REVISION|git:REF",
        help="the same for this run, or judge what changed in git since REF",
    )


def _add_which_rules(parser: ArgumentParser) -> None:
    codes: Mapping[str, Any] = {"metavar": "CODE,...", "type": codes_from_text}
    parser.add_argument("--select", help="apply these rules only; MRT3 is all MRT3..", **codes)
    parser.add_argument("--extend-select", help="apply these rules too", **codes)
    parser.add_argument("--ignore", help="do not apply these rules", **codes)
    parser.add_argument(
        "--severity",
        metavar="CODE:SEVERITY",
        type=severities_from_text,
        action=_Joined,
        help="give the findings of a rule another severity",
    )


def _add_status(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        help="exit with 1 from this severity on (default: error)",
    )
    parser.add_argument(
        "--strict", action="store_true", default=None, help="the same as --fail-on warning"
    )
    parser.add_argument(
        "--strict-coverage",
        action="store_true",
        default=None,
        help="exit with 1 where a statement is not analysed",
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")


class _Joined(Action):
    """Join the mappings of an option that is given several times."""

    def __call__(
        self, parser: ArgumentParser, namespace: Namespace, values: Any, option: str | None = None
    ) -> None:
        """Add ``values`` to those that were given before."""
        del parser, option
        setattr(namespace, self.dest, {**(getattr(namespace, self.dest) or {}), **values})


def _add_roundtrip(parser: ArgumentParser) -> list[str]:
    _add_common(parser)
    _add_which_revisions(parser)
    parser.add_argument(
        "--url",
        help="server to make the disposable database on, as a SQLAlchemy URL; the database it"
        " names is not touched (default: one that is started for the run)",
    )
    parser.add_argument(
        "--use-database",
        action="store_true",
        default=None,
        help="use the very database that the URL names; it must be empty",
    )
    parser.add_argument(
        "--setup",
        metavar="FILE",
        help="script of SQL that makes the state before the first revision",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        default=None,
        help="exit with 1 unless every revision is proven reversible",
    )
    return [
        "revisions", "format", "start_after", "since", "url", "use_database", "setup", "strict",
    ]  # fmt: skip


def _run_check(
    config: Config, *, explain: str | None = None, list_rules: bool = False, **options: Any
) -> None:
    collect_rarely()
    from alembic_mrt.command import guarded, mrt_check, mrt_explain, mrt_list_rules

    def run() -> int:
        if explain is not None:
            return mrt_explain(explain)
        return mrt_list_rules() if list_rules else mrt_check(config, **options)

    status = guarded(run, traceback=_raiseerr(config))
    leave_garbage()
    sys.exit(status)


def _run_roundtrip(config: Config, **options: Any) -> None:
    from alembic_mrt.command import guarded, mrt_roundtrip

    options["stay_shut"] = ends_with_the_command()
    sys.exit(guarded(lambda: mrt_roundtrip(config, **options), traceback=_raiseerr(config)))


def _raiseerr(config: Config) -> bool:
    return bool(getattr(config.cmd_opts, "raiseerr", False))


COMMANDS = (
    Command(
        "check",
        "Tell, without a database, what the downgrades would not bring back.",
        _add_check,
        _run_check,
    ),
    Command(
        "roundtrip",
        "Upgrade, downgrade and upgrade again on a disposable database, and compare.",
        _add_roundtrip,
        _run_roundtrip,
    ),
    Command(
        "init",
        "Add templates, hook, tests and settings to a migration environment, or make one.",
        arguments_generation.add_init,
        arguments_generation.run_init,
    ),
    Command(
        "stub",
        "Write the test of a revision that has none.",
        arguments_generation.add_stub,
        arguments_generation.run_stub,
    ),
    Command(
        "archives",
        "List what revisions have kept for their downgrades, or write the revision that drops it.",
        arguments_generation.add_archives,
        arguments_generation.run_archives,
    ),
)

"""The options of each command, shared by the ``alembic`` and the ``mrt`` program."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic_mrt.finding import Severity
from alembic_mrt.report import formats

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

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
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        help="exit with 1 from this severity on (default: error)",
    )
    parser.add_argument(
        "--strict", action="store_true", default=None, help="the same as --fail-on warning"
    )
    return ["revisions", "format", "fail_on", "strict"]


def _add_roundtrip(parser: ArgumentParser) -> list[str]:
    _add_common(parser)
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
    return ["revisions", "format", "url", "use_database", "setup", "strict"]


def _run_check(config: Config, **options: Any) -> None:
    from alembic_mrt.command import guarded, mrt_check

    sys.exit(guarded(lambda: mrt_check(config, **options), traceback=_raiseerr(config)))


def _run_roundtrip(config: Config, **options: Any) -> None:
    from alembic_mrt.command import guarded, mrt_roundtrip

    options["stay_shut"] = _ends_with_the_command()
    sys.exit(guarded(lambda: mrt_roundtrip(config, **options), traceback=_raiseerr(config)))


def _ends_with_the_command() -> bool:
    """Tell whether the process is one of the programs, and not one that called ``main()``."""
    program = Path(sys.argv[0])
    name = program.parent.name if program.stem == "__main__" else program.stem
    return name in ("mrt", "alembic", "alembic_mrt")


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
)

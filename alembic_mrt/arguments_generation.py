"""The options of ``mrt-init``, ``mrt-stub`` and ``mrt-archives``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator

    from alembic.config import Config


def add_init(parser: ArgumentParser) -> list[str]:
    """Add the options of ``mrt-init``."""
    parser.add_argument(
        "directory",
        nargs="?",
        help="folder of a new environment, where there is none yet (default: migrations)",
    )
    parser.add_argument(
        "--template",
        choices=("generic", "async"),
        help="kind of a new environment (default: generic)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show the changes, make none")
    parser.add_argument(
        "--template-path",
        action="store_true",
        help="print the folder to give to `alembic init -t`, and do nothing else",
    )
    return ["directory", "template", "dry_run", "template_path"]


def add_stub(parser: ArgumentParser) -> list[str]:
    """Add the options of ``mrt-stub``."""
    parser.add_argument("revisions", nargs="*", metavar="REVISION", help="write tests for these")
    parser.add_argument(
        "--all", dest="every", action="store_true", help="write all tests that are missing"
    )
    parser.add_argument("--since", metavar="REV", help="only for revisions after this one")
    return ["revisions", "every", "since"]


def add_archives(parser: ArgumentParser) -> list[str]:
    """Add the options of ``mrt-archives``."""
    parser.add_argument(
        "revisions", nargs="*", metavar="REVISION", help="archives of these only; default: all"
    )
    parser.add_argument(
        "--revision", action="store_true", help="write the revision that drops them"
    )
    parser.add_argument("-m", "--message", help="message of that revision")
    return ["revisions", "revision", "message"]


def run_init(config: Config, **options: Any) -> None:
    """Run ``mrt-init`` and exit."""
    from alembic_mrt.generation_commands import initialized

    _run(config, lambda: initialized(config, **options))


def run_stub(config: Config, **options: Any) -> None:
    """Run ``mrt-stub`` and exit."""
    from alembic_mrt.generation_commands import stubbed

    _run(config, lambda: stubbed(config, **options))


def run_archives(config: Config, **options: Any) -> None:
    """Run ``mrt-archives`` and exit."""
    from alembic_mrt.generation_commands import archived

    _run(config, lambda: archived(config, **options))


def _run(config: Config, command: Callable[[], Iterator[str]]) -> None:
    from alembic_mrt.command import guarded, print_lines

    traceback = bool(getattr(config.cmd_opts, "raiseerr", False))
    sys.exit(guarded(lambda: print_lines(command()), traceback=traceback))

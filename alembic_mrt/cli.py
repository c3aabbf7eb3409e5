"""The ``mrt`` program: the same commands without the plugin, for Alembic from 1.13 on."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Action, ArgumentParser, Namespace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import alembic_mrt
from alembic_mrt.arguments import COMMANDS
from alembic_mrt.process import collect_rarely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config

_AFTER: Final = "_after_command"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the ``mrt`` program and exit with the status of its command."""
    options = _with_both(_parser().parse_args(argv))
    if options.command == "check":
        collect_rarely()
    if options.command == "version":
        sys.stdout.write(_versions() + "\n")
        return
    values = {name: getattr(options, name) for name in options.option_names}
    options.run(_config(options), **values)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="mrt", description=alembic_mrt.__doc__.splitlines()[0])
    parser.add_argument("--version", action=_Version, help="print the versions, as `version` does")
    _add_alembics(parser)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help, description=command.help)
        _add_alembics(subparser, _AFTER)
        names = command.add_arguments(subparser)
        subparser.set_defaults(run=command.run, option_names=names)
    subparsers.add_parser("version", help="Print the versions that a bug report needs.")
    return parser


class _Version(Action):
    """Print the versions and exit; they are looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **options)

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        """Do as ``mrt version`` does."""
        sys.stdout.write(_versions() + "\n")
        parser.exit()


def _add_alembics(parser: ArgumentParser, after: str = "") -> None:
    """Add the options that the ``alembic`` program takes before its command.

    Here they may stand after it too, where a name of their own keeps them from replacing those
    before it.
    """
    parser.add_argument(
        "-c",
        "--config",
        dest=f"config{after}",
        action="append",
        metavar="PATH",
        help="alembic.ini or pyproject.toml to use (default: those of the working folder)",
    )
    parser.add_argument(
        "-n",
        "--name",
        dest=f"name{after}",
        metavar="NAME",
        help="section of alembic.ini (default: alembic)",
    )
    parser.add_argument(
        "-x", dest=f"x{after}", action="append", metavar="ARG", help="argument for env.py"
    )
    parser.add_argument(
        "--raiseerr",
        dest=f"raiseerr{after}",
        action="store_true",
        help="show the traceback of an error",
    )


def _with_both(options: Namespace) -> Namespace:
    """Join what stands before the command and what stands after it, which wins."""
    for name in ("config", "x"):
        both = [*(getattr(options, name) or ()), *(getattr(options, name + _AFTER, None) or ())]
        setattr(options, name, both or None)
    options.name = getattr(options, f"name{_AFTER}", None) or options.name or "alembic"
    options.raiseerr = options.raiseerr or getattr(options, f"raiseerr{_AFTER}", False)
    return options


def _config(options: Namespace) -> Config:
    from alembic.config import Config

    ini, toml = _files(options.config or [os.environ.get("ALEMBIC_CONFIG", "alembic.ini")])
    config = Config(file_=ini, ini_section=options.name, cmd_opts=options)
    config.toml_file_name = toml  # an argument of Config from Alembic 1.16 on
    return config


def _files(named: Sequence[str]) -> tuple[str, str]:
    ini, toml = "alembic.ini", "pyproject.toml"
    for name in named:
        if Path(name).name == "pyproject.toml":
            toml = name
        else:
            ini = name
    return ini, toml


def _versions() -> str:
    names = ("alembic", "sqlalchemy", "sqlglot")
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in names)
    python = platform.python_version()
    return f"alembic-mrt {alembic_mrt.__version__} ({libraries}, Python {python})"

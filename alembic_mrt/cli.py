"""The ``mrt`` program: the same commands without the plugin, for Alembic from 1.13 on."""

from __future__ import annotations

import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import alembic_mrt
from alembic_mrt.arguments import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config


def main(argv: Sequence[str] | None = None) -> None:
    """Run the ``mrt`` program and exit with the status of its command."""
    options = _parser().parse_args(argv)
    if options.command == "version":
        sys.stdout.write(_versions() + "\n")
        return
    values = {name: getattr(options, name) for name in options.option_names}
    options.run(_config(options), **values)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="mrt", description=alembic_mrt.__doc__.splitlines()[0])
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help, description=command.help)
        _add_alembics(subparser)
        names = command.add_arguments(subparser)
        subparser.set_defaults(run=command.run, option_names=names)
    subparsers.add_parser("version", help="Print the versions that a bug report needs.")
    return parser


def _add_alembics(parser: ArgumentParser) -> None:
    """Add the options that the ``alembic`` program takes before its command."""
    parser.add_argument(
        "-c",
        "--config",
        action="append",
        metavar="PATH",
        help="alembic.ini or pyproject.toml to use (default: those of the working folder)",
    )
    parser.add_argument(
        "-n", "--name", default="alembic", help="section of alembic.ini (default: alembic)"
    )
    parser.add_argument("-x", action="append", help="argument for env.py")
    parser.add_argument("--raiseerr", action="store_true", help="show the traceback of an error")


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

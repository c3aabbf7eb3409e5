"""Join the ``flask`` program: the entry point of the group ``flask.commands``.

``flask mrt check`` and ``flask mrt roundtrip`` run in a context of the application, which the
env.py of Flask-Migrate needs.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Final

import click
from flask import current_app
from flask.cli import with_appcontext

from alembic_mrt.arguments import COMMANDS, Command
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.flask_migrate import configuration

_RAW: Final = {"ignore_unknown_options": True, "help_option_names": []}


@click.group(name="mrt")
def mrt() -> None:
    """Migration rollback testing (alembic-mrt)."""


def _add(command: Command) -> None:
    """Add a command; its own parser reads the arguments, as for `mrt` and `alembic`."""

    @mrt.command(command.name, context_settings=_RAW, help=command.help, add_help_option=False)
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    @with_appcontext
    def run(arguments: tuple[str, ...]) -> None:
        _run(command, arguments)


def _run(command: Command, arguments: tuple[str, ...]) -> None:
    parser = ArgumentParser(prog=f"flask mrt {command.name}", description=command.help)
    parser.add_argument(
        "-d", "--directory", dest="migrations", help="migrations folder (default: Migrate's)"
    )
    parser.add_argument("-x", dest="x_arg", action="append", help="argument for env.py")
    names = command.add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        config = configuration(current_app, options.migrations, options.x_arg)
    except ConfigurationError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
    command.run(config, **{name: getattr(options, name) for name in names})


for _command in COMMANDS:
    _add(_command)

"""Join the ``alembic`` program: the entry point of the group ``alembic.plugins``.

The only module that touches private names of Alembic's command line.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class _IterableModule(ModuleType):
    """Yield itself when iterated over.

    Alembic 1.18.0 to 1.20.0 iterate over the loaded entry point, and ``import alembic`` itself
    fails where that is a plain module.
    """

    def __iter__(self) -> Iterator[ModuleType]:
        yield self


sys.modules[__name__].__class__ = _IterableModule


def setup(_plugin: Any) -> None:
    """Register the commands; Alembic calls this in the middle of ``import alembic``.

    ``alembic.config`` cannot be imported at that moment, so it is wrapped once it has been; where
    it has been already, wrapt calls the hook at once.
    """
    import wrapt

    wrapt.register_post_import_hook(_wrap_command_line, "alembic.config")


def _wrap_command_line(config_module: ModuleType) -> None:
    import wrapt

    wrapt.wrap_function_wrapper(config_module, "CommandLine._generate_args", _add_commands)


def _add_commands(
    wrapped: Callable[..., None],
    command_line: Any,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> None:
    wrapped(*args, **kwargs)
    subparsers = getattr(command_line, "subparsers", None)
    if subparsers is not None:  # whatever Alembic becomes, ``alembic upgrade`` must go on working
        _add_to(subparsers)


def _add_to(subparsers: Any) -> None:
    from alembic_mrt.arguments import COMMANDS

    for command in COMMANDS:
        parser = subparsers.add_parser(f"mrt-{command.name}", help=command.help)
        names = command.add_arguments(parser)
        parser.set_defaults(cmd=(command.run, [], names))

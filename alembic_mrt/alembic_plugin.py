"""Join the ``alembic`` program: the entry point of the group ``alembic.plugins``.

The only module that touches private names of Alembic's command line.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


_CONFIG = "mrt_config"
"""The attribute by which a ScriptDirectory remembers the configuration that it was made of."""


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
    wrapt.register_post_import_hook(_wrap_generation, "alembic.command")
    wrapt.register_post_import_hook(_register_write_hook, "alembic.script.write_hooks")


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


def _wrap_generation(_command: ModuleType) -> None:
    """Follow the generation of a revision, from the comparison to the writing.

    Whoever generates one has imported ``alembic.command``; the modules meant here may themselves be
    half imported when the plugin is set up.
    """
    from alembic.autogenerate import api
    from alembic.script import base

    _wrap(api, "RevisionContext.run_autogenerate", _plan)
    _wrap(api, "RevisionContext.generate_scripts", _carry_out)
    _wrap(api, "AutogenContext.run_name_filters", _look_past_archives)
    _wrap(base, "ScriptDirectory.from_config", _remember_config)
    _wrap(base, "ScriptDirectory.generate_revision", _lay_out)


def _wrap(module: ModuleType, name: str, wrapper: Callable[..., Any]) -> None:
    """Wrap a method; one that a later Alembic has no more is left alone."""
    import wrapt

    owner, method = name.split(".")
    if hasattr(getattr(module, owner, None), method):
        wrapt.wrap_function_wrapper(module, name, wrapper)


def _plan(
    wrapped: Callable[..., Any], revisions: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    from alembic_mrt.generation.hooks import after_autogenerate

    result = wrapped(*args, **kwargs)
    after_autogenerate(revisions, kwargs.get("migration_context") or args[-1])
    return result


def _carry_out(
    wrapped: Callable[..., Any], revisions: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    from alembic_mrt.generation.hooks import before_scripts

    before_scripts(revisions)
    return wrapped(*args, **kwargs)


def _lay_out(
    wrapped: Callable[..., Any], scripts: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    from alembic_mrt.generation.hooks import laid_out
    from alembic_mrt.write_hooks import configured

    with configured(getattr(scripts, _CONFIG, None)):
        return wrapped(*args, **laid_out(scripts, kwargs))


def _remember_config(
    wrapped: Callable[..., Any], _: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    scripts = wrapped(*args, **kwargs)
    setattr(scripts, _CONFIG, kwargs.get("config") or args[0])
    return scripts


def _look_past_archives(
    wrapped: Callable[..., bool], context: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> bool:
    from alembic_mrt.generation.hooks import is_standing_archive

    name, kind = (*args, *kwargs.values())[:2]
    if is_standing_archive(name, kind, lambda: context.table_key_to_table):
        return False
    return wrapped(*args, **kwargs)


def _register_write_hook(write_hooks: ModuleType) -> None:
    def write_stub(path: str, options: Mapping[str, str]) -> None:
        from alembic_mrt.write_hooks import write_test_stub

        write_test_stub(path, options)

    write_hooks.register("mrt_test_stub")(write_stub)

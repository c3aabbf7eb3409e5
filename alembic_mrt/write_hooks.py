"""The post-write hook ``mrt_test_stub``: a test beside each new revision script."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alembic.config import Config

_CONFIG: ContextVar[Config | None] = ContextVar("mrt_config", default=None)


@contextmanager
def configured(config: Config | None) -> Iterator[None]:
    """Let hooks that run meanwhile know the configuration, which Alembic does not hand to them."""
    token = _CONFIG.set(config)
    try:
        yield
    finally:
        _CONFIG.reset(token)


_OURS: Final = frozenset({"name", "type"})


def write_test_stub(path: str, options: Mapping[str, Any]) -> None:
    """Write the test stub of a revision script, unless there is one.

    Raises ConfigurationError for settings that cannot be used, and for an option of the hook.
    """
    from alembic.config import Config

    _refuse(options)

    from alembic_mrt.generation.stubs import stub_of_file

    change = stub_of_file(_CONFIG.get() or Config("alembic.ini"), path)
    if change is not None:
        change.make()


def _refuse(options: Mapping[str, Any]) -> None:
    given = [name for name in options if name not in _OURS and not name.startswith("_")]
    if given:
        raise ConfigurationError(
            f"The post-write hook {options.get('_hook_name', 'mrt_test_stub')} takes no option"
            f' "{given[0]}".',
            "Take the line out; `test_folder` in [mrt] says where tests go.",
        )

"""The post-write hook ``mrt_test_stub``: a test beside each new revision script."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

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


def write_test_stub(path: str, _options: Mapping[str, Any]) -> None:
    """Write the test stub of a revision script, unless there is one.

    Raises ConfigurationError for settings that cannot be used.
    """
    from alembic.config import Config

    from alembic_mrt.generation.stubs import stub_of_file

    change = stub_of_file(_CONFIG.get() or Config("alembic.ini"), path)
    if change is not None:
        change.make()

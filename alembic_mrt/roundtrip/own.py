"""Mark the connections that the round trip opens itself.

The gate refuses every connection that does not lead to the disposable database; those that are
opened inside :func:`own_connections` are ours and pass.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_own: ContextVar[bool] = ContextVar("alembic_mrt_own_connection", default=False)


@contextmanager
def own_connections() -> Iterator[None]:
    """Mark every connection that this thread or task opens in the ``with`` block as our own."""
    token = _own.set(True)
    try:
        yield
    finally:
        _own.reset(token)


def is_own() -> bool:
    """Tell whether a connection opened now is one of our own."""
    return _own.get()

"""Percent signs in SQL expressions, which Alembic writes twice into scripts.

SQLAlchemy doubles them for drivers with the paramstyle "format" or "pyformat"; a script holds the
result inside ``sa.text()``, which is executed as it stands.
"""

from __future__ import annotations

from typing import Any, Final

_RENDER: Final = "render_ddl_sql_expr"


def write_once(impl: Any) -> None:
    """Let the implementation of a dialect write expressions as the database holds them."""
    if impl.dialect.paramstyle not in ("format", "pyformat") or _RENDER in vars(impl):
        return
    render = getattr(impl, _RENDER)

    def rendered(*args: Any, **kwargs: Any) -> str:
        text: str = render(*args, **kwargs)
        return text.replace("%%", "%")

    setattr(impl, _RENDER, rendered)

"""The dialect that a check is for: that of the configured URL, which is never connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config

    from alembic_mrt.config import MRTConfig


def configured_dialect(config: Config, settings: MRTConfig) -> str | None:
    """Return the dialect that is configured; a URL that nobody filled in says nothing."""
    from sqlalchemy.engine import make_url

    from alembic_mrt.roundtrip.provisioning import present_url

    url = make_url(settings.db_url) if settings.db_url else present_url(config)
    name = url.get_backend_name() if url else None
    return {"driver": None, "postgres": "postgresql"}.get(name, name) if name else None


def analysed_for(dialect: str | None) -> str:
    """Say which dialect an analysis was made for, and whether SQLAlchemy knows it."""
    if not dialect:
        return "Analysed for no particular dialect."
    if _is_known(dialect):
        return f"Analysed for {dialect}."
    return (
        f"Analysed for {dialect}, a dialect that SQLAlchemy does not know: it is misspelt, or its"
        " package is not installed."
    )


def _is_known(dialect: str) -> bool:
    from sqlalchemy import dialects
    from sqlalchemy.exc import NoSuchModuleError

    if dialect in dialects.__all__:  # without the time that loading one takes
        return True
    try:
        dialects.registry.load(dialect)
    except NoSuchModuleError:
        return False
    return True

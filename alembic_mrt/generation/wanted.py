"""Whether the user wants what is dropped to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.config import read_settings
from alembic_mrt.config_text import FLAGS
from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

ARGUMENT: Final = "mrt_archive"
EVERYTHING: Final = frozenset({"drop-column", "drop-table"})


def wanted_archives(config: Config) -> frozenset[str]:
    """Return which of :data:`EVERYTHING` is wanted: by ``-x mrt_archive=...``, else the settings.

    Raises ConfigurationError for a word that is neither yes nor no.
    """
    for given in reversed(getattr(config.cmd_opts, "x", None) or ()):
        name, _, value = given.partition("=")
        if name == ARGUMENT:
            return EVERYTHING if _is_yes(value) else frozenset()
    return frozenset(read_settings(config).archive)


def _is_yes(value: str) -> bool:
    try:
        return FLAGS[value.strip().lower()]
    except KeyError:
        raise ConfigurationError(
            f"-x {ARGUMENT}={value} is neither yes nor no.", f"Write -x {ARGUMENT}=yes."
        ) from None

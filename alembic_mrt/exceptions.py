"""Exceptions of alembic-mrt.

::

    alembic.util.CommandError
    └── MRTError                    exit status 2: the run could not be made
        ├── ConfigurationError      a file, key, option or revision that is wrong
        ├── EnvironmentScriptError  env.py raised, or cannot be driven
        ├── ForeignConnectionError  a statement was about to leave the disposable database
        └── ProvisionError          no disposable database could be had

Each carries one whole sentence that names the thing, and ``remedy``, one that says what to do.
What a migration itself does wrong is never an exception of this tree but a ``Finding``.
"""

from alembic.util import CommandError


class Terminated(SystemExit):
    """Unwind a run that was asked to end, by SIGTERM."""


class MRTError(CommandError):
    """Say why a run could not be made, and what would make it possible."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class ConfigurationError(MRTError):
    """Name a file, key, option or revision that is wrong."""


class EnvironmentScriptError(MRTError):
    """Say what the user's env.py did that a round trip cannot be made with."""


class ForeignConnectionError(MRTError):
    """Refuse a connection that does not lead to the disposable database."""


class ProvisionError(MRTError):
    """Say why no disposable database could be had."""

"""What all ready-made tests have in common: they fail with sentences, not with a traceback."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.suite import Suite, suite_of

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.finding import Location

_TELLING: Final = {
    "--rootdir=": "rootdir",
    "-c": "inifilename",
    "-o": "override_ini",
    "--mrt-ini=": "mrt_ini",
    "--mrt-url=": "mrt_url",
    "--mrt-x=": "mrt_x",
}
"""Options without which a test may not be the same, and pytest's own names for them."""


class MRTItem(pytest.Item):
    """Judge one thing; ``place`` is where it comes in the order of all."""

    place = 0
    where: Location | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.add_marker(pytest.mark.mrt)

    @property
    def suite(self) -> Suite:
        """Return what the session holds."""
        return suite_of(self.config)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that select it; the last is shared by all of its kind."""
        return self.name, self.name.partition("[")[0]

    def runtest(self) -> None:
        """Judge; a run that cannot be made fails with its one sentence."""
        __tracebackhide__ = True
        failure = ""
        try:
            self.judge()
        except MRTError as error:
            failure = str(error)
        finally:
            self.suite.leave()
        if failure:
            self.fail(failure)

    def judge(self) -> None:
        """Pass, fail or skip."""
        raise NotImplementedError

    def fail(self, text: str) -> NoReturn:
        """Fail with a text, to which the command that repeats the test is added."""
        __tracebackhide__ = True
        pytest.fail(f"{text}\n\nrepeat: {self._command()}", pytrace=False)

    def give_up(self, reason: str) -> None:
        """Skip with a reason, or fail with it under --mrt-strict."""
        __tracebackhide__ = True
        if self.suite.project.settings.strict:
            self.fail(reason)
        pytest.skip(reason)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Point at the revision script in the place of the line that raised."""
        representation = super().repr_failure(excinfo, style)
        crash = getattr(representation, "reprcrash", None)
        if crash is not None:
            crash.message = str(excinfo.value).partition("\n")[0]
            crash.path, crash.lineno = self.place_shown
        return representation

    @property
    def place_shown(self) -> tuple[str, int]:
        """Return the file and line that a report points at."""
        where = self.where
        if where is None:
            return str(self.suite.project.config.config_file_name), 1
        return where.file, where.line or 1

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test stands: at the configuration, for it is in no file of its own."""
        return self.path, None, str(self.nodeid)

    def _command(self) -> str:
        """Return the command that repeats the test, with what was said of where things are."""
        told = [
            f"{option}{value}"
            for option, name in _TELLING.items()
            for value in map(_without_password, _listed(self.config.getoption(name)))
        ]
        strict = ["--mrt-strict"] if self.config.getoption("mrt_strict") else []
        return shlex.join(["pytest", *told, *strict, self._shown_id()])

    def _shown_id(self) -> str:
        """Return the id as pytest shows it: relative to the folder it is run in."""
        root, here = self.config.rootpath, self.config.invocation_params.dir
        collector, *rest = str(self.nodeid).split("::")
        return "::".join([os.path.relpath(root / collector, here), *rest])


def _without_password(value: str) -> str:
    """Hide the password of a URL, which would otherwise stand in the log of a CI run."""
    return re.sub(r"(?<=://)([^:/@]*):[^@/]*@", r"\1:***@", value)


def _listed(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []

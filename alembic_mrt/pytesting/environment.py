"""Run env.py with a few steps of ours, as `alembic upgrade` does, on the disposable database."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory

from alembic_mrt.exceptions import EnvironmentScriptError
from alembic_mrt.roundtrip.caller import displayed
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.outsiders import Outsiders
from alembic_mrt.roundtrip.provisioning import Disposables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from alembic.runtime.migration import MigrationContext

    from alembic_mrt.pytesting.project import Project
    from alembic_mrt.roundtrip.dialects.base import Disposable, TableName


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold what env.py has configured, and the heads that the version table names."""

    heads: tuple[str, ...]
    dialect: str
    driver: str
    is_async: bool
    version_table: TableName


class Environment:
    """Run env.py again and again on one disposable database; close it in the same thread."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._undo = ExitStack()
        with project.running():
            self._disposables = self._undo.enter_context(Disposables(project.settings))
            self._disposables.apply_to(project.config)
            self.scripts = ScriptDirectory.from_config(project.config)
        self.looked: Looked | None = None

    @property
    def disposable(self) -> Disposable:
        """Return the database that env.py was led to."""
        return self._disposables.of((self.looked or self.look()).dialect)

    def look(self) -> Looked:
        """Run env.py without a step."""
        self.run(self._note)
        assert self.looked is not None
        return self.looked

    def upgrade(self, revisions: Sequence[str]) -> None:
        """Apply revisions, each of whose parents is applied, in this order."""
        self._move(revisions, MigrationStep.upgrade_from_script)

    def downgrade(self, revisions: Sequence[str]) -> None:
        """Take revisions back, in this order."""
        self._move(revisions, MigrationStep.downgrade_from_script)

    def run(self, steps: Callable[[Any, MigrationContext], Iterable[Any]], **options: Any) -> None:
        """Run env.py; ``steps`` returns those that it is to make.

        Raises what env.py and the migrations raise, EnvironmentScriptError where env.py does not
        connect or run migrations, and ForeignConnectionError where it leaves the gate.
        """
        called: list[bool] = []

        def counted(heads: Any, context: MigrationContext) -> Iterable[Any]:
            called.append(True)
            return steps(heads, context)

        outsiders = Outsiders(set(threading.enumerate()) - {threading.current_thread()})
        gated = Gate(self._disposables.of, outsiders=outsiders)
        with self._project.running(), gated as gate:
            try:
                with EnvironmentContext(
                    self._project.config, self.scripts, fn=counted, as_sql=False, **options
                ):
                    self.scripts.run_env()
            finally:
                gate.raise_refusal()
        if not called:
            raise EnvironmentScriptError(
                f"{displayed(self.scripts.env_py_location)} never called context.run_migrations().",
                "Call it inside `with context.begin_transaction():`, as Alembic's template does.",
            )

    def close(self) -> None:
        """Take the disposable database away."""
        self._undo.close()

    def _move(self, revisions: Sequence[str], step: Callable[..., MigrationStep]) -> None:
        scripts, revision_map = self.scripts, self.scripts.revision_map
        steps = [step(revision_map, scripts.get_revision(revision)) for revision in revisions]
        self.run(lambda _heads, _context: steps)

    def _note(self, _heads: Any, context: MigrationContext) -> tuple[()]:
        if self.looked is None and self._disposables.setup is not None:
            self._disposables.setup.check_base(context)
        dialect, connection = context.dialect, context.connection
        assert connection is not None
        table = context.version_table_schema, context.version_table
        self.looked = Looked(
            tuple(sorted(context.get_current_heads())),
            dialect.name,
            dialect.driver,
            dialect.is_async,
            dialect_for(dialect.name).table_name(connection, *table),
        )
        return ()

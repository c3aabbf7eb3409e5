"""Run the user's env.py once, with a generator in the place of Alembic's migration function.

``MigrationContext.run_migrations`` iterates over what the function returns and runs each step it
yields; a generator therefore regains control between the steps, with env.py's own connection,
naming conventions, version table and options in force (Alembic docs, "EnvironmentContext").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from alembic_mrt.exceptions import EnvironmentScriptError, MRTError
from alembic_mrt.finding import Finding, Location, Severity
from alembic_mrt.roundtrip.caller import displayed, sentence, user_line
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.outer_transaction import leave_outer_transaction
from alembic_mrt.roundtrip.seam import Failure, attempt
from alembic_mrt.roundtrip.steps import GuardedStep

Walk = Callable[[MigrationContext], Iterator[GuardedStep]]


class Environment:
    """Drive one run of env.py.

    ``notes`` are sentences about how env.py itself would have run, ``findings`` what is wrong
    with it although every revision could be judged; both are known after the run.
    """

    def __init__(self, config: Config, script: ScriptDirectory, gate: Gate, walk: Walk) -> None:
        self.notes: list[str] = []
        self.findings: list[Finding] = []
        self._config = config
        self._script = script
        self._gate = gate
        self._walk = walk
        self._started = False
        self._finished = False
        self._fault: BaseException | None = None
        self._together = True
        self._silenced = False

    def run(self) -> None:
        """Run env.py and, within it, the walk.

        Raises EnvironmentScriptError when env.py raises, is offline-only, never runs migrations,
        does not let them finish or serves several databases; ForeignConnectionError when it
        leaves the gate.
        """
        context = EnvironmentContext(
            self._config,
            self._script,
            fn=self._run,
            as_sql=False,
            starting_rev=None,
            destination_rev="heads",
            tag=None,
        )
        self._context = context
        self._configure = context.configure
        context.configure = self._wrapped_configure  # type: ignore[method-assign]
        with context:
            error = attempt(self._script.run_env)
        self._gate.raise_refusal()
        if self._fault is not None:
            raise self._fault
        self._judge(error)

    @property
    def _file(self) -> str:
        return displayed(self._script.env_py_location)

    def _judge(self, error: Failure | None) -> None:
        """Raise what kept the walk from its end; what came after the end is a finding."""
        if self._finished:
            if error is not None and not _leaves_well(error):
                self.findings.append(self._failed_afterwards(error))
        elif error is not None:
            raise error if isinstance(error, MRTError) else self._worded(error) from error
        elif self._started:
            raise EnvironmentScriptError(
                f"{self._file} did not let the migrations run to their end.",
                "It must not swallow what context.run_migrations() raises, nor leave it running "
                "in a thread.",
            )
        else:
            raise EnvironmentScriptError(
                f"{self._file} never called context.run_migrations().",
                "Call it inside `with context.begin_transaction():`, as Alembic's template does.",
            )

    def _run(self, _heads: object, context: MigrationContext) -> Iterator[GuardedStep]:
        if self._started:
            raise self._several()
        self._started = True
        given = context.connection
        try:
            self._separate(context)
            self._gate.start()
            yield from self._walk(context)
        except GeneratorExit:
            raise
        except BaseException as error:
            self._fault = error
            raise
        self._finished = True
        if context.connection is not given and context.connection is not None:
            context.connection.close()
            context.connection = context.impl.connection = given

    def _separate(self, context: MigrationContext) -> None:
        """Let each revision have a transaction of its own, and say what env.py has otherwise."""
        try:
            outer = leave_outer_transaction(context)
        except PoolTimeoutError as error:
            raise EnvironmentScriptError(
                f"{self._file} opens a transaction around the migrations on an engine whose pool "
                "has no second connection.",
                "Leave the transaction to Alembic (connect() in the place of begin()), or let "
                "the pool have two connections.",
            ) from error
        if (outer or self._together) and context.impl.transactional_ddl:
            self.notes.append(
                "env.py runs all revisions in one transaction; here each had one of its own."
            )
        if self._silenced:
            self.notes.append("The on_version_apply callbacks of env.py were not called.")

    def _wrapped_configure(self, *arguments: Any, **options: Any) -> None:
        connection = arguments[0] if arguments else options.pop("connection", None)
        self._check(connection)
        self._together = not options.get("transaction_per_migration", False)
        options["transaction_per_migration"] = True
        # What a callback writes (an audit row, say) would be laid at the revision's door.
        self._silenced = bool(options.pop("on_version_apply", None))
        self._configure(connection, *arguments[1:], **options)

    def _several(self) -> EnvironmentScriptError:
        self._fault = error = EnvironmentScriptError(
            f"{self._file} runs migrations several times, for several databases or tenants.",
            "Give each database a migration environment of its own, or an -x argument that "
            "makes env.py serve one.",
        )
        return error

    def _check(self, connection: Connection | None) -> None:
        if self._started:
            raise self._several()
        if connection is None:
            raise EnvironmentScriptError(
                f"{self._file} configures Alembic without a connection (offline mode only).",
                "Let env.py connect and pass connection= to context.configure() when "
                "context.is_offline_mode() is false.",
            )
        self._gate.check(connection)

    def _failed_afterwards(self, error: Failure) -> Finding:
        return Finding(
            code="MRT130",
            severity=Severity.ERROR,
            message=f"env.py raises {sentence(error)} when the last revision has run; "
            "`alembic upgrade` cannot succeed.",
            location=user_line(error) or Location(self._file),
            remedy="Correct what follows context.run_migrations().",
            object=self._file,
        )

    def _worded(self, error: BaseException) -> EnvironmentScriptError:
        variable = missing_variable(error)
        line = user_line(error)
        if variable:
            return EnvironmentScriptError(
                f"{line or self._file} needs the environment variable {variable}.",
                f"Set {variable}; nothing is sent to a database that it names.",
            )
        if isinstance(error, CommandError):
            return EnvironmentScriptError(f"{line or self._file}: {error}")
        return EnvironmentScriptError(
            f"{line or self._file} raised {sentence(error)}.",
            "The round trip runs env.py as `alembic upgrade` does; mend it so that this command "
            "works.",
        )


def missing_variable(error: BaseException) -> str | None:
    """Name the environment variable whose absence ``error`` complains about, or None."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None or not isinstance(error, KeyError):
        return None
    in_os = traceback.tb_frame.f_globals.get("__name__") == "os"
    return str(error.args[0]) if in_os and error.args else None


def _leaves_well(error: Failure) -> bool:
    return isinstance(error, SystemExit) and error.code in (None, 0)

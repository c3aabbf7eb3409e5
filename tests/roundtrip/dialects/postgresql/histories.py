"""Small histories on PostgreSQL, written down in a test and run as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any, ClassVar

from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.finding import Report
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries
from alembic_mrt.roundtrip.dialects.postgresql.server import Server
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.runner import run

ENV = """\
from alembic import context
from sqlalchemy import create_engine

url = "postgresql://nobody@no-such-host.invalid/myapp"
with create_engine(url).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

SCRIPT = """\
import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {parent!r}
{declared}

def upgrade():
{upgrade}

def downgrade():
{downgrade}
"""


def execute(*statements: str) -> str:
    """Return the body of a migration that executes SQL."""
    return "\n".join(f"op.execute({statement!r})" for statement in statements)


def round_trip(
    folder: Path, *scripts: tuple[str, str], declared: str = "", settings: MRTConfig | None = None
) -> Report:
    """Write one revision script for each pair of bodies, ``declared`` in the first, and run."""
    versions = folder / "versions"
    versions.mkdir(exist_ok=True)
    for number, (upgrade, downgrade) in enumerate(scripts, 1):
        text = SCRIPT.format(
            revision=f"r{number}",
            parent=f"r{number - 1}" if number > 1 else None,
            declared=declared if number == 1 else "",
            upgrade=indent(upgrade or "pass", "    "),
            downgrade=indent(downgrade or "pass", "    "),
        )
        (versions / f"r{number}.py").write_text(text, encoding="utf-8")
    (folder / "env.py").write_text(ENV, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return run(config, settings or MRTConfig(), read_history(config))


@dataclass(frozen=True)
class HandedOver:
    """A server of the tests' own, handed over to a run by its URL."""

    server: Server
    url: str

    @property
    def settings(self) -> MRTConfig:
        """Return the settings of a run on it."""
        return MRTConfig(db_url=self.url)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Query the server beside the run."""
        return self.server.admin.query(sql)

    def execute(self, sql: str) -> None:
        """Change the server beside the run."""
        self.server.admin.execute(sql)


class AnybodysServer(Server):
    """Run a server that does not show that it was started for a run."""

    settings: ClassVar = {**Server.settings, "cluster_name": ""}


def start_server() -> Server:
    """Start a server that looks like anybody's."""
    started = AnybodysServer(find_binaries(server_account()))
    started.admin.execute("CREATE DATABASE postgres")
    started.admin.close()
    started.admin = PostgreSQLSession(started.address, "postgres")
    return started


def verdicts(report: Report) -> dict[str, str]:
    """Return the verdict on each revision."""
    return {result.revision: result.verdict.value for result in report.results}


def codes(report: Report, revision: str) -> list[str]:
    """Return the codes of what was found in a revision."""
    (found,) = [r.findings for r in report.results if r.revision == revision]
    return [finding.code for finding in found]

"""A project in a fresh folder, and a new user who works in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MODELS = (
    """\
sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fax", sa.String(20), nullable=False),
    sa.Column("age", sa.Integer, sa.CheckConstraint("age > 0", name="age")),
    sa.Column("name", sa.String(50), nullable=False, index=True, server_default="x"))
sa.Table("order", metadata, sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("total", sa.Numeric(10, 2)))
sa.Table("lines", metadata, sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("up", sa.ForeignKey("lines.id")), sa.Column("k", sa.Integer),
    sa.Column("n", sa.Integer), sa.ForeignKeyConstraint(["k", "n"], ["order.key", "order.number"]))
""",
    'sa.Column("status", sa.Enum("on", "off", name="status"))',
    """\
sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True))
sa.Table("order", metadata, sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
sa.Table("lines", metadata, sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("k", sa.Integer),
    sa.Column("n", sa.Integer), sa.ForeignKeyConstraint(["k", "n"], ["order.key", "order.number"]))
""",
    """\
sa.Table("lines", metadata, sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("k", sa.Integer), sa.Column("n", sa.Integer))
""",
)
"""Create, add a column with an enum, drop columns, drop tables; the second adds to the first."""

_HEAD = """\
import sqlalchemy as sa
metadata = sa.MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s"})
"""


def models(number: int) -> str:
    """Return the models of one of the four steps."""
    text = MODELS[number]
    if number == 1:
        text = MODELS[0].replace(
            'primary_key=True),\n    sa.Column("fax"',
            f'primary_key=True),\n    {MODELS[1]},\n    sa.Column("fax"',
            1,
        )
    return _HEAD + text


@dataclass(frozen=True)
class Project:
    """A folder, and the variables of the environment that its programs get."""

    folder: Path
    url: str = ""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of Python in the folder."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MRT_", "PYTEST", "DATA"))}
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env={**kept, "DATABASE_URL": self.url},
            capture_output=True,
            text=True,
            check=False,
        )

    def alembic(self, *arguments: str, status: int = 0) -> str:
        """Run Alembic, make sure of its exit status and return what it printed."""
        done = self.run("alembic", *arguments)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def use(self, number: int) -> None:
        """Write the models of one of the four steps."""
        (self.folder / "models.py").write_text(models(number), encoding="utf-8")

    def connect_models(self) -> None:
        """Let env.py see the models, and the URL of the environment."""
        path = self.folder / "migrations" / "env.py"
        text = path.read_text(encoding="utf-8")
        for empty in ("target_metadata = MetaData()", "target_metadata = None"):
            text = text.replace(empty, "from models import metadata as target_metadata")
        text = text.replace(
            "\nconfig = context.config\n",
            "\nimport os\nconfig = context.config\n"
            'if os.environ.get("DATABASE_URL"):\n'
            '    config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"])\n',
        )
        path.write_text(text, encoding="utf-8")

    def scripts(self) -> list[Path]:
        """Return the revision scripts, the first one first."""
        return sorted((self.folder / "migrations" / "versions").glob("r*.py"))

    def four_revisions(self) -> None:
        """Change the models four times, and autogenerate a revision each time."""
        for number in range(4):
            self.use(number)
            self.alembic(
                "revision", "--autogenerate", "-m", f"step {number}", "--rev-id", f"r{number}"
            )
            self.alembic("upgrade", "head")

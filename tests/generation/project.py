"""A project in a fresh folder, and a new user who works in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

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

_SEVERAL = """
import json, sys
sys.path.insert(0, "")
given = json.load(sys.stdin)
if given["program"] == "flask":
    from flask.cli import FlaskGroup
    main = lambda words: FlaskGroup(name="flask").main(args=words, prog_name="flask")
else:
    from alembic.config import main
for words in given["lines"]:
    if words[0] == "use":
        with open("models.py", "w", encoding="utf-8") as file:
            file.write(given["models"][int(words[1])])
        for name in ("models", "app"):
            sys.modules.pop(name, None)
        continue
    try:
        main(words)
    except SystemExit as end:
        if end.code:
            raise
    print(end="\\0")
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
    program: ClassVar = "alembic"
    revising: ClassVar = ["revision", "--autogenerate"]
    upgrading: ClassVar = ["upgrade", "head"]

    @property
    def models(self) -> list[str]:
        """Return the models of the four steps."""
        return [models(number) for number in range(4)]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of Python in the folder."""
        return self._started("-m", *arguments)

    def _started(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MRT_", "PYTEST", "DATA"))}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            input=stdin,
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

    def commands(self, *lines: Sequence[str], program: str = "alembic") -> list[str]:
        """Run commands in one process, which is what takes time, and return what they printed.

        A line that begins with "use" writes the models of that step.
        """
        given = json.dumps({"program": program, "lines": lines, "models": self.models})
        done = self._started("-c", _SEVERAL, stdin=given)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.split("\0")

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
        lines: list[list[str]] = []
        for number in range(4):
            named = ["-m", f"step {number}", "--rev-id", f"r{number}"]
            lines += [["use", str(number)], [*self.revising, *named], [*self.upgrading]]
        self.commands(*lines, program=self.program)

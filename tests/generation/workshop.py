"""An environment within this process: models, what autogenerate makes of them, and a database."""

from __future__ import annotations

from argparse import Namespace
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run
from alembic_mrt.templates import template_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from alembic_mrt.finding import Report

ENV = """\
from pathlib import Path
import sqlalchemy as sa
from alembic import context

names = {{"sa": sa, "metadata": sa.MetaData()}}
exec(Path({models!r}).read_text(encoding="utf-8"), names)
engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=sa.NullPool)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=names["metadata"],
        render_as_batch=engine.dialect.name == "sqlite",
        **names.get("options", {{}}),
    )
    with context.begin_transaction():
        context.run_migrations()
"""


@dataclass(frozen=True)
class Workshop:
    """A folder with an environment, and the URL of a database that it may fill."""

    folder: Path
    url: str

    def __post_init__(self) -> None:
        (self.folder / "versions").mkdir(exist_ok=True)
        models = self.folder / "models.py"
        models.touch()
        (self.folder / "env.py").write_text(ENV.format(models=str(models)), encoding="utf-8")
        template = template_path("script.py.mako").read_bytes()
        (self.folder / "script.py.mako").write_bytes(template)

    def config(self, *arguments: str) -> Config:
        """Return a configuration, with arguments of ``-x``."""
        config = Config(cmd_opts=Namespace(x=list(arguments)))
        config.set_main_option("script_location", str(self.folder))
        config.set_main_option("sqlalchemy.url", self.url.replace("%", "%%"))
        return config

    def revise(self, models: str, rev_id: str, *, archive: bool = True) -> str:
        """Change the models, autogenerate a revision and return its script."""
        (self.folder / "models.py").write_text(models, encoding="utf-8")
        config = self.config(f"mrt_archive={'yes' if archive else 'no'}")
        script: Any = command.revision(config, rev_id, autogenerate=True, rev_id=rev_id)
        (path,) = (self.folder / "versions").glob(f"{rev_id}_*.py")
        assert str(script.path) == str(path)
        return path.read_text(encoding="utf-8")

    def grow(self, *versions: str) -> str:
        """Revise for one version of the models after the other, and return the last script."""
        text = ""
        for number, models in enumerate(versions):
            if number:
                self.upgrade(f"r{number - 1}")
            text = self.revise(models, f"r{number}")
        return text

    def upgrade(self, revision: str) -> None:
        """Upgrade the database."""
        command.upgrade(self.config(), revision)

    def downgrade(self, revision: str) -> None:
        """Downgrade the database."""
        command.downgrade(self.config(), revision)

    @contextmanager
    def database(self) -> Iterator[sa.Connection]:
        """Open the database for statements that are committed."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def execute(self, *statements: str) -> None:
        """Execute SQL."""
        with self.database() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self.database() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(select)]

    def round_trip(self) -> Report:
        """Take all revisions up, down and up again on a database of the run's own."""
        return run(self.config(), MRTConfig(), read_history(self.config()))

    def checked(self) -> Report:
        """Analyse the scripts."""
        return analyze(read_history(self.config()), sa.make_url(self.url).get_dialect().name)

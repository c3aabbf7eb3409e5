"""The template of a revision script."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from alembic_mrt import templates
from alembic_mrt.exceptions import ConfigurationError

ROOT = Path(__file__).parents[1]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "versions").mkdir()
    template = templates.template_path("script.py.mako")
    (tmp_path / "script.py.mako").write_bytes(template.read_bytes())
    (tmp_path / "env.py").write_text(
        "from alembic import context\nfrom sqlalchemy import Column, Integer, MetaData, Table\n"
        "from sqlalchemy import create_engine\nmetadata = MetaData()\n"
        "Table('t', metadata, Column('id', Integer, primary_key=True))\n"
        "with create_engine('sqlite://').connect() as connection:\n"
        "    context.configure(connection=connection, target_metadata=metadata)\n"
        "    context.run_migrations()\n",
        encoding="utf-8",
    )
    built = Config()
    built.set_main_option("script_location", str(tmp_path))
    return built


def downgrade_of(config: Config, revision: str) -> str:
    """Return the text of a revision's downgrade(), once Python could read the script."""
    location = config.get_main_option("script_location")
    (path,) = Path(str(location), "versions").glob(f"{revision}_*.py")
    source = path.read_text(encoding="utf-8")
    compile(source, path, "exec")
    return source.split("def downgrade() -> None:\n")[1]


def test_an_unwritten_downgrade_says_so(config: Config) -> None:
    command.revision(config, "first", rev_id="a1")
    body = downgrade_of(config, "a1")
    assert body == '    raise NotImplementedError("the downgrade of a1 is not written")\n'


def test_a_merge_has_nothing_to_undo(config: Config) -> None:
    for rev_id in ("a1", "b2"):
        command.revision(config, "one", rev_id=rev_id, head="base", splice=True)
    command.merge(config, "heads", message="join", rev_id="c3")
    assert downgrade_of(config, "c3") == "    pass\n"


def test_what_autogenerate_writes_stays(config: Config) -> None:
    command.revision(config, "auto", rev_id="a1", autogenerate=True)
    assert "op.drop_table(" in downgrade_of(config, "a1")
    assert "NotImplementedError" not in downgrade_of(config, "a1")


def test_a_missing_template_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"nonsense\.mako"):
        templates.template_path("nonsense.mako")


def test_the_sample_uses_the_template() -> None:
    template = templates.template_path("script.py.mako")
    assert (ROOT / "sample" / "script.py.mako").read_bytes() == template.read_bytes()

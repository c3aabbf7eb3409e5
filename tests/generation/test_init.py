"""What `mrt-init` adds, and what it leaves alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.generation import ini_edit, toml_edit
from alembic_mrt.templates import template_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tests.generation.project import Project

INI = "[alembic]\nx=1\n[post_write_hooks]\n{hooks}\n# c\n\n[loggers]\nkeys=a\n"


@pytest.mark.parametrize(
    ("hooks", "named"),
    [
        ("# about", "hooks = mrt_test_stub"),
        ("hooks = ruff\nruff.type = module", "hooks = ruff, mrt_test_stub"),
        ("hooks=\n", "hooks= mrt_test_stub"),
    ],
)
def test_a_hook_joins_the_others(hooks: str, named: str) -> None:
    before = INI.format(hooks=hooks)
    after = ini_edit.with_hook(before)
    assert named in after
    assert after.count("mrt_test_stub.type = mrt_test_stub") == 1
    assert ini_edit.with_hook(after) == after
    kept = [line for line in before.splitlines() if not line.startswith("hooks")]
    assert [line for line in after.splitlines() if line in kept] == kept


def test_line_ends_stay() -> None:
    after = ini_edit.with_section("[a]\r\nb = 1\r\n", ini_edit.Section("mrt", ["c = 2"]))
    assert after == "[a]\r\nb = 1\r\n\r\n[mrt]\r\nc = 2\r\n"


@pytest.mark.parametrize(
    "hooks",
    ["", 'post_write_hooks = [{name = "ruff", type = "module"}]\n',
     '[[tool.alembic.post_write_hooks]]\nname = "ruff" # mine\ntype = "module"\n'],
)  # fmt: skip
def test_a_pyproject_keeps_comments_and_order(hooks: str) -> None:
    before = f'[project]\nname = "x" # c\n\n[tool.alembic]\n# d\n{hooks}\n[tool.ruff]\nb = 1 # e\n'
    after = toml_edit.with_table(toml_edit.with_hook(before), {"archive": ["drop-table"]})
    tool = tomllib.loads(after)["tool"]
    assert tool["alembic"]["post_write_hooks"][-1]["type"] == "mrt_test_stub"
    assert tool["mrt"] == {"archive": ["drop-table"]}
    assert tool["ruff"] == {"b": 1}
    assert [c for c in ("# c", "# d", "# e") if c in after] == ["# c", "# d", "# e"]
    assert toml_edit.with_table(toml_edit.with_hook(after), {"archive": []}) == after


def test_a_changed_template_is_kept(project: Project) -> None:
    project.alembic("init", "migrations")
    template = project.folder / "migrations" / "script.py.mako"
    template.write_text("# ours\n", encoding="utf-8")
    shown = project.alembic("mrt-init", "--dry-run")
    assert "-# ours" in shown
    assert template.read_text(encoding="utf-8") == "# ours\n"
    said = project.alembic("mrt-init")
    assert "the old one was kept as migrations/script.py.mako.orig" in said.replace(
        f"{project.folder}/", ""
    )
    assert template.with_name("script.py.mako.orig").read_text(encoding="utf-8") == "# ours\n"


def test_several_databases_keep_their_functions(project: Project) -> None:
    project.alembic("init", "-t", "multidb", "migrations")
    project.alembic("mrt-init")
    project.alembic("revision", "-m", "one", "--rev-id", "r1")
    text = project.scripts()[0].read_text(encoding="utf-8")
    assert "def downgrade_engine2() -> None:\n    raise NotImplementedError" in text
    compile(text, "r1", "exec")


def test_a_pyproject_environment(project: Project) -> None:
    project.alembic("init", "-t", "pyproject", "migrations")
    project.alembic("mrt-init")
    assert project.alembic("mrt-init") == "nothing to change\n"
    text = (project.folder / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["tool"]["mrt"] == {"archive": ["drop-column", "drop-table"]}


def test_alembic_can_init_from_the_template(project: Project) -> None:
    path = project.alembic("mrt-init", "--template-path").strip()
    project.alembic("init", "-t", path, "migrations")
    assert "changed" not in project.alembic("mrt-init")
    project.alembic("revision", "-m", "one", "--rev-id", "r1")
    assert "MRT103" in project.alembic("mrt-check")
    assert "is not written" in project.scripts()[0].read_text(encoding="utf-8")


def test_a_folder_in_use_is_refused(project: Project) -> None:
    (project.folder / "migrations").mkdir()
    (project.folder / "migrations" / "x").touch()
    project.alembic("mrt-init", status=2)
    assert not (project.folder / "alembic.ini").exists()


def test_the_copies_of_the_template_are_alike() -> None:
    texts = {template_path(f"{d}script.py.mako").read_bytes() for d in ("", "generic/", "async/")}
    assert len(texts) == 1

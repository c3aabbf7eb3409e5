"""What `mrt-init` adds, and what it leaves alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config

from alembic_mrt.generation import ini_edit, toml_edit
from alembic_mrt.templates import template_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tests.generation.in_process import QuickProject

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


def test_a_changed_template_is_kept(quick: QuickProject) -> None:
    quick.alembic("init", "migrations")
    template = quick.folder / "migrations" / "script.py.mako"
    template.write_text("# ours\n", encoding="utf-8")
    shown = quick.alembic("mrt-init", "--dry-run")
    assert "-# ours" in shown
    assert template.read_text(encoding="utf-8") == "# ours\n"
    said = quick.alembic("mrt-init")
    assert "the old one was kept as migrations/script.py.mako.orig" in said.replace(
        f"{quick.folder}/", ""
    )
    assert template.with_name("script.py.mako.orig").read_text(encoding="utf-8") == "# ours\n"


def test_a_pyproject_environment(quick: QuickProject) -> None:
    quick.alembic("init", "-t", "pyproject", "migrations")
    quick.alembic("mrt-init")
    assert quick.alembic("mrt-init") == "nothing to change\n"
    text = (quick.folder / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["tool"]["mrt"] == {"archive": ["drop-column", "drop-table"]}


def test_alembic_can_init_from_the_template(quick: QuickProject) -> None:
    path = quick.alembic("mrt-init", "--template-path").strip()
    quick.alembic("init", "-t", path, "migrations")
    assert "changed" not in quick.alembic("mrt-init")
    quick.alembic("revision", "-m", "one", "--rev-id", "r1")
    assert "MRT103" in quick.alembic("mrt-check")
    assert "is not written" in quick.scripts()[0].read_text(encoding="utf-8")


def test_a_folder_in_use_is_refused(quick: QuickProject) -> None:
    (quick.folder / "migrations").mkdir()
    (quick.folder / "migrations" / "x").touch()
    quick.alembic("mrt-init", status=2)
    assert not (quick.folder / "alembic.ini").exists()


def test_a_second_environment_is_refused(quick: QuickProject) -> None:
    quick.alembic("mrt-init")
    said = quick.alembic("mrt-init", "other", status=2)
    assert "There is an environment in migrations, so none is made in other. Leave" in said
    assert not (quick.folder / "other").exists()
    assert quick.alembic("mrt-init", "migrations") == "nothing to change\n"


def test_a_template_that_is_not_used_is_named(quick: QuickProject) -> None:
    quick.alembic("init", "migrations")
    for said in quick.commands(
        ["mrt-init", "--template", "async", "--dry-run"], ["mrt-init", "--template", "async"]
    )[:2]:
        assert (
            "--template async is for a new environment: that in migrations was kept as it is"
        ) in said.replace(f"{quick.folder}/", "")
    assert "async" not in (quick.folder / "migrations" / "env.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("template", ["generic", "async"])
def test_the_modules_of_a_new_environment_lie_beside_its_ini(
    quick: QuickProject, template: str
) -> None:
    quick.alembic("mrt-init", "--template", template)
    ini = Config(str(quick.folder / "alembic.ini"))
    assert ini.get_main_option("prepend_sys_path") == str(quick.folder)


def test_imports_are_sorted_without_a_configuration(quick: QuickProject) -> None:
    quick.commands(["mrt-init"], ["revision", "-m", "one", "--rev-id", "r1"])
    done = quick.run("ruff", "check", "--isolated", "--no-cache", "--select", "I", "tests")
    assert done.returncode == 0, done.stdout


def test_the_copies_of_the_template_are_alike() -> None:
    texts = {template_path(f"{d}script.py.mako").read_bytes() for d in ("", "generic/", "async/")}
    assert len(texts) == 1


def test_several_databases_get_no_tests(quick: QuickProject) -> None:
    quick.alembic("init", "-t", "multidb", "migrations")
    said, again, _, _ = quick.commands(
        ["mrt-init"], ["mrt-init"], ["revision", "-m", "one", "--rev-id", "r1"]
    )
    assert "no round trip can be made" in said
    assert again.endswith("nothing to change\n")
    assert not (quick.folder / "tests").exists()
    quick.alembic("mrt-stub", "--all", status=2)
    text = quick.scripts()[0].read_text(encoding="utf-8")
    assert "def downgrade_engine2() -> None:\n    raise NotImplementedError" in text
    compile(text, "r1", "exec")


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_alembic_ini_keeps_its_lines(quick: QuickProject, end: str) -> None:
    quick.alembic("init", "migrations")
    path = quick.folder / "alembic.ini"
    before = path.read_bytes().replace(b"\n", (end or "\n").encode())
    path.write_bytes(before if end else before.rstrip(b"\n"))
    quick.commands(["mrt-init"], ["mrt-init"])
    after = path.read_bytes()
    assert after.count(b"\r\n") == (after.count(b"\n") if end == "\r\n" else 0)
    lines = after.decode().split("\n")
    assert [line for line in before.decode().split("\n") if line not in lines] == []


def test_a_pyproject_alone(quick: QuickProject) -> None:
    quick.alembic("init", "-t", "pyproject", "migrations")
    (quick.folder / "alembic.ini").unlink()
    said, again, _, _ = quick.commands(
        ["mrt-init"], ["mrt-init"], ["revision", "-m", "one", "--rev-id", "r1"]
    )
    assert "changed pyproject.toml" in said
    assert again == "nothing to change\n"
    assert (quick.folder / "tests" / "migrations" / "test_r1_one.py").exists()


@pytest.mark.parametrize(("name", "content"), [("tests", b""), ("script.py.mako", b"\xff")])
def test_what_cannot_be_done_changes_nothing(
    quick: QuickProject, name: str, content: bytes
) -> None:
    quick.alembic("init", "migrations")
    folder = quick.folder if name == "tests" else quick.folder / "migrations"
    (folder / name).write_bytes(content)
    before = (quick.folder / "alembic.ini").read_bytes()
    said = quick.alembic("mrt-init", status=2)
    assert said.count("\n") == 1
    assert name in said
    assert (quick.folder / "alembic.ini").read_bytes() == before

"""What a step has left in memory is gone at the next one."""

from __future__ import annotations

import importlib
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.own_process import OwnProcess

SCRIPT = """\
import some_helper

revision = "a1"
{extra}

def upgrade():
    some_helper.KEPT["a"] = 1
    some_helper.NESTED[0].append(2)
    some_helper.name = "other"
    some_helper.new = 5
"""
HELPER = "KEPT = {}\nNESTED = [[1]]\nname = 'first'\n"


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "some_helper.py").write_text(HELPER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "some_helper", raising=False)
    return importlib.import_module("some_helper")


def script(folder: Path, extra: str = "") -> tuple[ModuleType, RevisionScript]:
    path = folder / "a1.py"
    path.write_text(SCRIPT.format(extra=extra), encoding="utf-8")
    spec = spec_from_file_location("a1", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, RevisionScript(
        revision="a1", path=path, file=path.name, content=path.read_bytes()
    )


def test_a_helper_gets_back_what_it_held(helper: ModuleType, tmp_path: Path) -> None:
    module, source = script(tmp_path)
    process, kept = OwnProcess(), helper.KEPT
    process.module(module, source).upgrade()
    assert helper.KEPT == {"a": 1}
    process.module(module, source)
    assert (helper.KEPT, helper.NESTED, helper.name) == ({}, [[1]], "first")
    assert helper.KEPT is kept
    assert not hasattr(helper, "new")


def test_a_helper_that_others_have_registered_with_meanwhile(
    helper: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, source = script(tmp_path)
    process = OwnProcess()
    process.module(module, source).upgrade()
    monkeypatch.setitem(sys.modules, "registered_late", ModuleType("registered_late"))
    process.module(module, source)
    assert helper.KEPT == {"a": 1}


@pytest.mark.parametrize(
    ("extra", "anew"),
    [
        ("", False),
        ("from typing import Union\nNAMES = ('a', 'b')", False),
        ("SEEN = []", True),
        ("class Seen:\n    pass", True),
        ("def helped(seen=[]):\n    pass", True),
    ],
)
@pytest.mark.usefixtures("helper")
def test_what_may_keep_something_is_imported_anew(tmp_path: Path, extra: str, anew: bool) -> None:
    module, source = script(tmp_path, extra)
    process = OwnProcess()
    assert (process.module(module, source) is not module) is anew


@pytest.mark.usefixtures("helper")
def test_a_class_of_a_registry_that_stays_is_made_once(tmp_path: Path) -> None:
    extra = (
        "import sqlalchemy as sa\nfrom sqlalchemy.orm import registry\n"
        "from some_base import Base\n\nclass Late(Base):\n    __tablename__ = 'late'\n"
        "    id = sa.Column(sa.Integer, primary_key=True)\nSEEN = []"
    )
    base = "from sqlalchemy.orm import declarative_base\nBase = declarative_base()"
    (tmp_path / "some_base.py").write_text(base, encoding="utf-8")
    module, source = script(tmp_path, extra)
    process = OwnProcess()
    assert process.module(module, source) is module
    module.SEEN.append(1)
    assert process.module(module, source).SEEN == []
    del sys.modules["some_base"]

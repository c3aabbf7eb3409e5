"""Files of a versions folder: what becomes a script, what a fault, and never a crash."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.history import read
from alembic_mrt.history.read import display_name, read_file, script_files

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.history.build import Reading

PLAIN = 'revision = "a1"\ndown_revision = None\n'


def reading(folder: Path, content: str | bytes, name: str = "a1_first.py") -> Reading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (PLAIN, ("a1", (), (), ())),
        ('revision: str = "a1"\ndown_revision: str | None = "b2"\n', ("a1", ("b2",), (), ())),
        ('revision = "a1"\ndown_revision = ("b2", "c3")\n', ("a1", ("b2", "c3"), (), ())),
        ('revision = "a1"\ndown_revision = ["b2", "c3"]\n', ("a1", ("b2", "c3"), (), ())),
        ('revision = "a1"\ndown_revision = ()\n', ("a1", (), (), ())),
        ('P = "b2"\nrevision = "a1"\ndown_revision = P\n', ("a1", ("b2",), (), ())),
        ('N = "2"\nrevision = "a" + N\ndown_revision = f"b{N}"\n', ("a2", ("b2",), (), ())),
        ('revision, down_revision = "a1", "b2"\n', ("a1", ("b2",), (), ())),
        (
            PLAIN + 'depends_on = "b2"\nbranch_labels = ("x", "y")\n',
            ("a1", (), ("b2",), ("x", "y")),
        ),
        (PLAIN + "depends_on: str | None = None\nbranch_labels: str\n", ("a1", (), (), ())),
        ('revision = "no"\nrevision = "a1"\ndown_revision = None\n', ("a1", (), (), ())),
    ],
)
def test_the_header_is_read(tmp_path: Path, header: str, expected: tuple[object, ...]) -> None:
    script = reading(tmp_path, header).script
    assert script is not None
    found = (script.revision, script.down_revisions, script.depends_on, script.branch_labels)
    assert found == expected


@pytest.mark.parametrize(
    ("content", "source_holds"),
    [
        (b"\xef\xbb\xbf" + PLAIN.encode(), "revision"),
        (b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + PLAIN.encode(), "café"),
        (PLAIN.replace("\n", "\r\n").encode(), "revision"),
        (PLAIN.replace("\n", "\r").encode(), "revision"),
    ],
    ids=["byte order mark", "coding cookie", "CRLF", "CR"],
)
def test_encodings_are_pythons_own(tmp_path: Path, content: bytes, source_holds: str) -> None:
    script = reading(tmp_path, content).script
    assert script is not None
    assert source_holds in script.source
    assert script.tree().body


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("revision = \n", "invalid syntax"),
        (PLAIN.encode() + b"\0", "null bytes"),
        (b"\xff\xfe" + PLAIN.encode(), "utf-8"),
        (b"# coding: klingon\n" + PLAIN.encode(), "klingon"),
        (PLAIN + "x = " + "[" * 900 + "]" * 900, "too many nested parentheses"),
        (PLAIN + "x = " + "-" * 9000 + "1", "nested too deeply"),
        ("", "no revision id"),
        ("down_revision = None\n", "no revision id"),
        ('revision = "a1"\n', "sets no down_revision"),
        ("revision = None\ndown_revision = None\n", "must be one string"),
        ('revision = "a1"\ndown_revision = 17\n', "must be a string, a tuple"),
        ('revision = "a1"\ndown_revision = (None,)\n', "must be a string, a tuple"),
        ('revision = "a@1"\ndown_revision = None\n', "@"),
        ('revision = make()\ndown_revision = "b2"\n', "not a constant"),
        ('revision = "a1"\ndown_revision = last()\n', "not a constant"),
        ('if True:\n    revision = "a1"\ndown_revision = None\n', "not a constant"),
        ("from common import *\n", "not a constant"),
        ("from common import revision, down_revision\n", "not a constant"),
    ],
)
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, content: str | bytes, says: str) -> None:
    (fault,) = reading(tmp_path, content, "first_zz.py").faults
    assert fault.code == "MRT901"
    assert says in fault.message
    assert fault.remedy
    assert fault.location is not None
    assert fault.location.file.endswith("first_zz.py")


def test_a_broken_body_leaves_the_header_known(tmp_path: Path) -> None:
    found = reading(
        tmp_path, '"""No."""\nrevision: str = "a1"\ndown_revision = (\n    "b2",\n)\ndef up(\n'
    )
    assert found.script is not None
    assert found.script.unread
    assert (found.script.revision, found.script.down_revisions) == ("a1", ("b2",))
    assert (found.script.line, found.script.lines["down_revision"]) == (2, 3)
    assert [fault.revision for fault in found.faults] == ["a1"]


def test_a_large_file_is_not_read_but_has_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "LARGEST", 1000)
    found = reading(tmp_path, PLAIN + "x = 1\n" * 1000)
    assert found.faults == ()
    assert found.script is not None
    assert "scripts up to" in found.script.unread


def test_an_id_may_be_the_file_name(tmp_path: Path) -> None:
    script = reading(tmp_path, "down_revision = None\n", "27c6ab.py").script
    assert script is not None
    assert script.revision == "27c6ab"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", None),
        ("irreversible = None", None),
        ("irreversible = False", None),
        ("def irreversible(): ...", None),
        ("from x import irreversible", None),
        ('irreversible = "gone"', "gone"),
        ('irreversible: str = "go" "ne "', "gone"),
        ('irreversible = ""', ""),
        ("irreversible = True", ""),
        ("irreversible = reason()", ""),
    ],
)
def test_the_declaration_is_an_assignment(tmp_path: Path, line: str, reason: str | None) -> None:
    script = reading(tmp_path, PLAIN + line + "\n").script
    assert script is not None
    assert script.irreversible == reason


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ('"""add users\n\nRevision ID: a1\n"""\n' + PLAIN, "add users"),
        (PLAIN, "first steps"),
    ],
)
def test_the_title_is_the_docstring_or_the_slug(tmp_path: Path, content: str, title: str) -> None:
    script = reading(tmp_path, content, "a1_first_steps.py").script
    assert script is not None
    assert script.title == title


def test_what_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a1.py").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "b2.py")
    faults = [read_file(tmp_path / name).faults[0] for name in ("a1.py", "b2.py")]
    assert ["cannot be read" in faults[0].message, "not a file" in faults[1].message] == [True] * 2


@pytest.mark.parametrize(("recursive", "names"), [(False, "ab"), (True, "abd")])
def test_files_are_those_that_alembic_takes(tmp_path: Path, recursive: bool, names: str) -> None:
    for name in ("b.py", "a.py", "__init__.py", ".#a.py", "c.txt", "deep/d.py", "__pycache__/e.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAIN)
    found = script_files((tmp_path, tmp_path), recursive=recursive)
    assert [path.name for path in found] == [f"{name}.py" for name in names]


def test_a_name_is_relative_below_the_folder_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = os.path.realpath(tmp_path)
    assert display_name(f"{here}/versions/a.py") == "versions/a.py"
    assert display_name(f"{here}x/a.py") == f"{here}x/a.py"

"""Comments that accept findings: which line, which codes, and which are idle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.analyzer.comments import read_comments
from alembic_mrt.analyzer.suppress import Suppressions
from alembic_mrt.finding import Finding, Location, Severity
from alembic_mrt.history.graph import History, history_of

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'from alembic import op\n\nrevision = "a1"\ndown_revision = None\n\n\n'
BEFORE = HEADER.count("\n")


def history(folder: Path, body: str, header: str = HEADER) -> History:
    path = folder / "a1_x.py"
    path.write_text(header + body)
    return history_of([path])


def finding(file: str, line: int | None, code: str = "MRT201") -> Finding:
    where = Location(file, line)
    return Finding(code=code, severity=Severity.ERROR, message="", revision="a1", location=where)


def accepted(found: History, line: int | None, code: str = "MRT201") -> bool:
    suppressions = Suppressions(found.scripts)
    return suppressions.suppress(finding(found.scripts["a1"].file, line, code))


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# noqa", []),
        ("#noqa", []),
        ("# NOQA because", []),
        ("# noqa: MRT201", ["MRT201"]),
        ("# noqa:MRT201,mrt202", ["MRT201", "MRT202"]),
        ("# noqa: MRT201 MRT202 the reason", ["MRT201", "MRT202"]),
        ("# noqa: MRT201, MRT202 - because of 2 things", ["MRT201", "MRT202"]),
        ("# noqa: E501", ["E501"]),
        ("# pragma: x  # noqa: MRT201", ["MRT201"]),
        ("# mrt: ignore", []),
        ("# mrt: ignore[MRT201] reason", ["MRT201"]),
        ("#mrt:ignore[MRT201, mrt202]", ["MRT201", "MRT202"]),
        ("# mrt: file-ignore[MRT201] reason", ["MRT201"]),
    ],
)
def test_the_codes_of_a_comment(comment: str, codes: list[str]) -> None:
    (directive,) = read_comments(f"x = 1  {comment}\n".encode()).directives
    assert sorted(directive.codes) == codes
    assert directive.whole_file == ("file-" in comment)
    assert directive.ours == ("mrt:" in comment)


@pytest.mark.parametrize(
    "source",
    [
        "x = '# noqa'\n",
        'x = """\n# mrt: ignore\n"""\n',
        "x = 1  # flake8: noqa\n",
        "x = 1  # noqaaa\n",
        "x = 1  # mrt: ignored\n",
        "x = 1  # the mrt: ignore comment\n",
        "x = 1  # no qa\n",
    ],
)
def test_what_only_looks_like_one(source: str) -> None:
    assert read_comments(source.encode()).directives == ()


@pytest.mark.parametrize("source", [b"x = (  # noqa\n", b"x = '''  # y\n  # noqa", b"\xff # noqa"])
def test_a_source_that_breaks_off_is_read_up_to_there(source: bytes) -> None:
    assert len(read_comments(source).directives) <= 1


BODY = """\
def upgrade():  # 1
    op.drop_column(  # 2
        "users",  # 3
        "fax",  # 4
    )  # 5
    op.drop_column("users", "telex")  # 6
    # 7
    # 8
    with op.batch_alter_table("users") as batch:  # 9
        batch.drop_column("pager")  # 10
    if True:  # 11
        # 12
        op.drop_column("users", "icq")  # 13


def downgrade():  # 16
    # 17
    pass  # 18
"""


@pytest.mark.parametrize(
    ("comment_at", "finding_at", "works"),
    [
        (2, 2, True),
        (3, 2, True),
        (5, 2, True),
        (2, 4, True),
        (6, 2, False),
        (5, 6, False),
        (1, 2, False),
        (7, 9, True),
        (8, 9, True),
        (8, 10, False),
        (9, 10, False),
        (10, 10, True),
        (11, 13, False),
        (12, 13, True),
        (16, 16, True),
        (17, 16, True),
        (18, 16, False),
        (-3, 16, True),
        (-3, 1, True),
        (-3, 2, False),
        (-3, None, True),
    ],
)
def test_a_comment_counts_for_its_statement(
    tmp_path: Path, comment_at: int, finding_at: int | None, works: bool
) -> None:
    """Line 1 is the first of the body; -3 is that of ``revision = ...``."""
    lines = (HEADER + BODY).replace("  # ", "  ## ").splitlines()
    index = BEFORE + comment_at - 1
    text = lines[index].partition("##")[0].rstrip()
    own_line = text.strip().startswith("#") or not text.strip()
    indent = " " * (len(text) - len(text.lstrip()))
    lines[index] = f"{indent}# noqa: MRT201" if own_line else f"{text}  # noqa: MRT201"
    found = history(tmp_path, "\n".join(lines) + "\n", header="")
    assert accepted(found, None if finding_at is None else BEFORE + finding_at) == works


@pytest.mark.parametrize(
    ("comment", "code", "works"),
    [
        ("# noqa", "MRT201", True),
        ("# noqa: MRT202", "MRT201", False),
        ("# noqa: E501", "MRT201", False),
        ("# mrt: ignore", "MRT201", True),
        ("# mrt: ignore[MRT201]", "MRT202", False),
    ],
)
def test_a_comment_counts_for_its_codes(
    tmp_path: Path, comment: str, code: str, works: bool
) -> None:
    found = history(tmp_path, f"def upgrade():\n    op.drop_table('x')  {comment}\n")
    assert accepted(found, BEFORE + 2, code) == works


def test_a_comment_for_the_file_counts_everywhere(tmp_path: Path) -> None:
    found = history(tmp_path, "# mrt: file-ignore[MRT201] why\ndef upgrade():\n    pass\n")
    assert accepted(found, BEFORE + 3)
    assert not accepted(found, BEFORE + 3, "MRT202")


def test_a_comment_in_another_file_counts_there(tmp_path: Path) -> None:
    helper = tmp_path / "steps.txt"
    helper.write_text("op.drop_table('x')  # noqa: MRT202\n")
    suppressions = Suppressions(history(tmp_path, "").scripts)
    assert suppressions.suppress(finding(str(helper), 1, "MRT202"))
    assert not suppressions.suppress(finding(str(helper), 1, "MRT201"))
    assert not suppressions.suppress(finding(str(tmp_path / "gone.py"), 1))


def test_comments_that_accept_nothing_are_told(tmp_path: Path) -> None:
    body = "def upgrade():\n    op.drop_table('x')  # noqa: MRT201, MRT202\n    pass  # noqa\n"
    found = history(tmp_path, body + "    pass  # mrt: ignore\n")
    suppressions = Suppressions(found.scripts)
    assert suppressions.suppress(finding(found.scripts["a1"].file, BEFORE + 2))
    idle = [(where.line, vain) for _, where, _, vain in suppressions.unused()]
    assert idle == [(BEFORE + 2, ("MRT202",)), (BEFORE + 4, ())]

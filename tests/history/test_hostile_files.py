"""Whatever lies in a versions folder is a finding, or is read: never a crash, never run.

Each script makes a file when it is run. The whole folder is checked at once, as a user would.
"""

from __future__ import annotations

import codecs
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from alembic_mrt import cli

DEEP = 10_000
HEAD = "open({marker!r}, 'w')\nimport itertools, json\n"
HEAD += "from pathlib import Path\nfrom alembic import op\n"
DROP = "def upgrade():\n    op.drop_table('a')\ndef downgrade():\n    pass\n"


def body(*lines: str) -> str:
    return "def upgrade():\n" + "".join(f"    {line}\n" for line in lines)


def sql(text: str) -> str:
    return body(f"op.execute({text!r})")


READ = {
    "plain": DROP,
    "elif": body("if f():", "    pass", *["elif g():\n        pass"] * 300),
    "nested blocks": body(*(" " * i + "if f():" for i in range(90)), " " * 90 + "pass"),
    "parentheses of SQL": sql(f"DELETE FROM a WHERE {'(' * DEEP}1{')' * DEEP} = 1"),
    "CASE in CASE": sql(f"UPDATE a SET x = {'CASE WHEN x = 1 THEN ' * 1000}1{' END' * 1000}"),
    "open parentheses": sql("(" * DEEP),
    "a SQL string without end": sql("UPDATE a SET x = 'unclosed WHERE ("),
    "a body without end": sql("CREATE FUNCTION f() RETURNS int AS $$ never closed"),
    "a huge text": body("op.drop_table('a' * 10**10)"),
    "a huge power": body("op.drop_table(str(10 ** 10 ** 10))"),
    "a huge list": body("for t in ['a'] * 10**9:", "    op.drop_table(t)"),
    "a huge width": body("op.drop_table('%1000000000d' % 1 + f'{1:>1000000000}')"),
    "a huge shift": body("op.drop_table(str(1 << 10**10).zfill(10**10))"),
    "a huge range": body("op.drop_table(list(range(10**12))[5])"),
    "a text that doubles": body("s = 'a'", "for i in range(200):", "    s = s + s",
                                "    s = s.replace('a', 'aa')", "op.drop_table(s)"),
    "a list that doubles": body("s = ['a']", "for i in range(200):", "    s.extend(s)",
                                "op.drop_table(s[0])"),
    "a text that doubles in an f-string": body("s = 'a'", "for i in range(200):",
                                               "    s = f'{s}{s}'", "op.drop_table(s)"),
    "a width in a format": body("op.drop_table('{:{w}}'.format('x', w=10**9))",
                                "op.drop_table('{0:{1}}'.format('x', 10**9))"),
    "a width in an f-string": body("op.drop_table(f'{1:{10**9}}')"),
    "many widths": body("op.drop_table(('{:99999}' * 10**5).format(*['x'] * 10**5))",
                        "op.drop_table('%99999s' * 10**5 % (('x',) * 10**5))"),
    "one text many times": body("s = 'x' * 10**6", "op.drop_table(('{0}' * 10**5).format(s))",
                                "op.drop_table('%(s)s' * 10**5 % {'s': s})",
                                "op.drop_table(f'{[s] * 10**5}')",
                                "op.drop_table(str([s] * 10**5))",
                                "op.drop_table('aa'.join([s] * 10**5))"),
    "a huge translation": body("op.drop_table(('a' * 10**6).translate({97: 'x' * 10**6}))"),
    "a fine rounding": body("op.drop_table(str(round(5, -10**9)))"),
    "huge JSON": body("op.drop_table(json.dumps([1], indent=10**9))"),
    "huge bytes": body("op.drop_table(str((1).to_bytes(10**10, 'big')))"),
    "a sum of lists": body("op.drop_table(str(sum([['a'] * 10**4] * 10**5, [])))"),
    "a number too long to write": body("op.drop_table(f'{10**5000}')",
                                       "op.drop_table('%s' % 10**5000)"),
    "a slice without steps": body("op.drop_table('abc'[::0])"),
    "a division by zero": body("op.drop_table(str(divmod(1, 0)))", "op.drop_table(f'{1 % 0}')"),
    "an inverted fraction": body("op.drop_table(str(~1.5))"),
    "calls itself": "def f():\n    f()\n    f()\n" + body("f()"),
    "call each other": "def f():\n    g()\n    g()\ndef g():\n    f()\n    f()\n" + body("f()"),
    "a generator of itself": "def g():\n    yield from g()\n" + body("for x in g(): pass"),
    "a class of itself": "class A(A): pass\n" + body("A().x()"),
    "imports the folder": "from versions import *\nimport versions.r01\n" + body("r01.upgrade()"),
    "a surrogate": body(r"op.drop_table('\ud800')", r"op.execute('DROP TABLE \udfff')"),
    "a NUL in a name": body(r"op.drop_table('a\0b')"),
    "a long name": body(f"op.drop_table('{'x' * 200_000}')"),
}  # fmt: skip
NOT_ANALYSED = {
    "many rounds": body("for i in range(10**9):", "    op.execute(f'SELECT {i}')"),
    "many combinations": body("for t in itertools.product(*[range(9)] * 10):",
                              "    op.execute(f'SELECT {t}')"),
    "a list of itself": body("s = []", "s.append(s)", "op.execute(s)"),
    "a dict of itself": body("d = {}", "d['d'] = d", "op.execute('x %s' % d)"),
    "reads a pipe": body("op.execute((Path(__file__).parent / 'pipe').read_text())"),
    "reads a device": body("op.execute(open('/dev/zero').read())"),
    "imports what is broken": "from broken import x\n" + body("x()"),
    "imports what is deep": "from deep import x\n" + body("x()"),
    "imports a pipe": "from pipe_module import x\n" + body("x()"),
}  # fmt: skip
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "parentheses": (body(f"x = {'(' * DEEP}1{')' * DEEP}"), "nested"),
    "lists": (body(f"x = {'[' * DEEP}{']' * DEEP}"), "nested"),
    "signs": (body(f"x = {'-' * DEEP}1"), "nested"),
    "attributes": (body("op" + ".a" * DEEP), "nested"),
    "sums": (body("x = " + "+".join(["1"] * DEEP)), "nested"),
    "syntax": ("def upgrade(:\n", "invalid syntax"),
    "Python 2": (body("print 'x'"), "print(...)?"),
    "NUL": ("x = 1\0\n", "null bytes"),
    "an unknown encoding": (b"# coding: nonsense\n", "unknown encoding"),
    "a BOM and another encoding": (codecs.BOM_UTF8 + b"# coding: latin-1\n", "BOM"),
}
TEXTS = {
    "latin-1": ("# -*- coding: latin-1 -*-\n", "latin-1"),
    "a BOM": ("", "utf-8-sig"),
}


class Environment:
    """Write scripts one after another, each on top of the one before."""

    def __init__(self, root: Path) -> None:
        self.root, self.marker = root, root / "was_run"
        self.versions = root / "versions"
        self.versions.mkdir()
        self.last: str | None = None
        (root / "alembic.ini").write_text(
            "[alembic]\nscript_location = .\nrecursive_version_locations = true\n"
        )
        (root / "env.py").write_text(HEAD.format(marker=str(self.marker)))

    def header(self, revision: str) -> str:
        parent, self.last = self.last, revision
        lines = f"revision = {revision!r}\ndown_revision = {parent!r}\n"
        return lines + HEAD.format(marker=str(self.marker))

    def add(self, revision: str, text: str, encoding: str = "utf-8") -> None:
        head, _, rest = text.rpartition("-*-\n")
        first = f"{head}-*-\n" if head else ""
        source = first + self.header(revision) + rest
        (self.versions / f"{revision}.py").write_bytes(source.encode(encoding))


def fill(environment: Environment) -> dict[str, str]:
    """Write everything; return the names of the cases by revision."""
    names: dict[str, str] = {}
    for cases in (READ, NOT_ANALYSED):
        for name, text in cases.items():
            revision = f"r{len(names) + 1:02d}"
            names[revision] = name
            environment.add(revision, text)
    for name, (cookie, encoding) in TEXTS.items():
        revision = f"r{len(names) + 1:02d}"
        names[revision] = name
        environment.add(revision, f"{cookie}# é\n{DROP}", encoding)
    for number, (name, (content, _)) in enumerate(BROKEN.items()):
        code = content.encode() if isinstance(content, str) else content
        first = b"coding" in code
        head = environment.header(f"b{number:02d}").encode()
        names[f"b{number:02d}"] = name
        path = environment.versions / f"b{number:02d}.py"
        path.write_bytes(code + head if first else head + code)
    lie_about(environment)
    return names


def lie_about(environment: Environment) -> None:
    """Write what is no script, and lies about all the same."""
    folder = environment.versions
    for name in ("pipe", "pipe_module.py", "zz_pipe.py"):
        os.mkfifo(folder / name)
    (folder / "broken.py").write_text("def x(:\n")
    (folder / "deep.py").write_text(f"x = {'(' * DEEP}1{')' * DEEP}")
    (folder / "folder.py").mkdir()
    (folder / "loop.py").symlink_to("loop.py")
    (folder / "nowhere.py").symlink_to("/nowhere/x.py")
    (folder / "up").symlink_to("..")
    (folder / "__init__.py").write_text(HEAD.format(marker=str(environment.marker)))
    (folder / "utf16.py").write_text("revision = 'u'\n", encoding="utf-16")
    (folder / "empty.py").write_text("")
    (folder / "binary.py").write_bytes(bytes(range(256)) * 20)
    large = environment.header("large") + DROP + "# " + "x" * 6 * 1024 * 1024
    (folder / "large.py").write_text(large)
    (folder / os.fsdecode(b"bad\xff.py")).write_text("def upgrade(:\n")


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail instead of hanging."""
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Environment, Any]]:
    environment = Environment(tmp_path_factory.mktemp("hostile"))
    names = fill(environment)
    here = Path.cwd()
    os.chdir(environment.root)
    try:
        with within(60):
            report = environment.root / "report.json"
            yield environment, (names, told(report))
    finally:
        os.chdir(here)


def status(*options: str) -> object:
    """Run the command and return its exit status."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", *options])
    return ended.value.code


def told(path: Path) -> Any:
    """Run the command with its output in a file."""
    with path.open("w", encoding="utf-8") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", file)
        assert status("--format", "json") == 1
    return json.loads(path.read_text())


def messages(report: Any, code: str) -> dict[str, str]:
    found = [f for f in report["findings"] if f["code"] == code]
    return {str(f["revision"] or f["file"]): f["message"] for f in found}


def test_nothing_was_run(checked: tuple[Environment, Any]) -> None:
    assert not checked[0].marker.exists()


def test_what_can_be_read_is_read(checked: tuple[Environment, Any]) -> None:
    names, report = checked[1]
    broken = messages(report, "MRT901")
    assert {names.get(r) for r in broken} & {*READ, *TEXTS, *NOT_ANALYSED} == set()


def test_what_cannot_be_followed_is_said(checked: tuple[Environment, Any]) -> None:
    names, report = checked[1]
    said = {names.get(r, r) for r in messages(report, "MRT902")}
    assert said >= {*NOT_ANALYSED, "large"}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_a_finding(name: str, checked: tuple[Environment, Any]) -> None:
    names, report = checked[1]
    found = {names.get(r): message for r, message in messages(report, "MRT901").items()}
    assert BROKEN[name][1] in found[name]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("zz_pipe.py", "is not a file"),
        ("loop.py", "symbolic links"),
        ("utf16.py", "UTF-16"),
        ("empty.py", "no revision id"),
        ("binary.py", "not valid Python"),
        ("broken.py", "not valid Python"),
        (os.fsdecode(b"bad\xff.py"), "not valid Python"),
    ],
)
def test_what_is_no_script_is_a_finding(
    file: str, says: str, checked: tuple[Environment, Any]
) -> None:
    found = messages(checked[1][1], "MRT901")
    assert says in found[f"versions/{file}"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_what_another_user_may_not_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(tmp_path)
    environment.add("r1", DROP)
    closed = environment.versions / "closed"
    closed.mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)
    assert status() == 1  # imports what the other user could not
    (environment.versions / "r1.py").chmod(0)
    capsys.readouterr()
    with as_nobody():
        assert status() == 1
    said = " ".join(capsys.readouterr().out.split())
    assert (
        "versions/r1.py cannot be read: Permission denied. remedy: Make the file readable." in said
    )
    closed.chmod(0)
    with as_nobody():
        assert status() == 2
    assert "cannot be read: Permission denied. Make it readable." in capsys.readouterr().err


@contextmanager
def as_nobody() -> Iterator[None]:
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)

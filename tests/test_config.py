"""Where settings come from, which place wins, and what is said of a wrong one."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config

from alembic_mrt.config import KEYS, URL_VARIABLE, MRTConfig, read_settings
from alembic_mrt.config_files import check_files
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.finding import Severity


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.delenv("ALEMBIC_CONFIG", raising=False)


def config(ini: str | None = "", toml: str | None = None) -> Config:
    if ini is not None:
        Path("alembic.ini").write_text("[alembic]\nscript_location = m\n" + ini, encoding="utf-8")
    if toml is not None:
        Path("pyproject.toml").write_text(toml, encoding="utf-8")
    built = Config("alembic.ini")
    built.toml_file_name = "pyproject.toml"
    return built


@pytest.mark.parametrize(
    ("ini", "toml", "field", "value"),
    [
        ("url = sqlite://", 'url = "sqlite://"', "db_url", "sqlite://"),
        ("fail_on = warning", 'fail_on = "warning"', "fail_on", Severity.WARNING),
        ("strict = yes", "strict = true", "strict", True),
        ("setup = a b.sql", 'setup = "a b.sql"', "setup", Path("a b.sql")),
        ("heads = a, b", 'heads = ["a", "b"]', "heads", ("a", "b")),
        ("heads =\n  a\n  b", 'heads = ["a", "b"]', "heads", ("a", "b")),
        (
            "skip =\n  1a: too slow: 9 h\n\n  2b: broken",
            'skip = {1a = "too slow: 9 h", 2b = "broken"}',
            "skip",
            {"1a": "too slow: 9 h", "2b": "broken"},
        ),
        (
            "irreversible = 1a: law",
            '[tool.mrt.irreversible]\n1a = "law"',
            "irreversible",
            {"1a": "law"},
        ),
        (
            "seeds =\n  users: a.b:c\n\n  s.users.name: a:b.c",
            'seeds = {users = "a.b:c", "s.users.name" = "a:b.c"}',
            "seeds",
            {"users": "a.b:c", "s.users.name": "a:b.c"},
        ),
        ("select = mrt2, MRT301", 'select = ["mrt2", "MRT301"]', "select", ("MRT2", "MRT301")),
        ("extend-select = MRT7", 'extend-select = ["MRT7"]', "extend_select", ("MRT7",)),
        ("ignore = MRT2 MRT3", 'ignore = ["MRT2", "MRT3"]', "ignore", {"MRT2": "", "MRT3": ""}),
        ("ignore = MRT2: so: yes", 'ignore = {MRT2 = "so: yes"}', "ignore", {"MRT2": "so: yes"}),
        (
            "severity =\n  MRT2: note\n  MRT301: warning",
            'severity = {MRT2 = "note", MRT301 = "warning"}',
            "severity",
            {"MRT2": Severity.NOTE, "MRT301": Severity.WARNING},
        ),
        (
            "per-revision-ignores =\n  1a: MRT201, MRT202 gone\n  2b: MRT3",
            'per_revision_ignores = {1a = {MRT201 = "gone", MRT202 = "gone"}, 2b = ["MRT3"]}',
            "per_revision_ignores",
            {"1a": {"MRT201": "gone", "MRT202": "gone"}, "2b": {"MRT3": ""}},
        ),
        ("start-after = 1a 2b", 'start-after = ["1a", "2b"]', "start_after", ("1a", "2b")),
        ("baseline = b.json", 'baseline = "b.json"', "baseline", Path("b.json")),
        ("strict_coverage = yes", "strict-coverage = true", "strict_coverage", True),
    ],
)
def test_ini_and_toml_say_the_same(ini: str, toml: str, field: str, value: object) -> None:
    from_ini = read_settings(config(f"[mrt]\n{ini}\n"))
    from_toml = read_settings(config("", f"[tool.mrt]\n{toml}\n"))
    assert getattr(from_ini, field) == getattr(from_toml, field) == value


def test_the_later_place_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    places = config("[mrt]\nurl = sqlite:///ini\n")
    assert read_settings(places).db_url == "sqlite:///ini"
    places = config("[mrt]\nurl = sqlite:///ini\n", '[tool.mrt]\nurl = "sqlite:///toml"\n')
    assert read_settings(places).db_url == "sqlite:///toml"
    monkeypatch.setenv(URL_VARIABLE, "sqlite:///environment")
    assert read_settings(places).db_url == "sqlite:///environment"
    assert read_settings(places, {"url": None}).db_url == "sqlite:///environment"
    assert read_settings(places, {"url": "sqlite:///option"}).db_url == "sqlite:///option"


def test_places_that_map_names_are_put_together() -> None:
    ini = "[mrt]\nseeds =\n  users: a:b\n  orders: a:b"
    settings = read_settings(config(ini, '[tool.mrt.seeds]\norders = "c:d"\nbooks = "c:d"'))
    assert settings.seeds == {"users": "a:b", "orders": "c:d", "books": "c:d"}
    assert settings.places["seeds"] == "[mrt] of alembic.ini and [tool.mrt] of pyproject.toml"


def test_a_url_that_was_not_handed_over_is_not_taken() -> None:
    ini = "sqlalchemy.url = sqlite:///production\n[DEFAULT]\nurl = sqlite:///production\n[mrt]\nstrict=1\n"
    assert read_settings(config(ini)).db_url is None


def test_interpolation_works_as_in_alembic(tmp_path: Path) -> None:
    settings = read_settings(config("[mrt]\nurl = sqlite:///%(here)s/100%%.db\n"))
    assert settings.db_url == f"sqlite:///{tmp_path}/100%.db"


@pytest.mark.parametrize(
    ("ini", "toml", "parts"),
    [
        ("[mrt]\nfailon = error", None, ['"failon"', "[mrt] of alembic.ini", '"fail_on"']),
        ("", "[tool.mrt]\nzzz = 1", ['"zzz"', "[tool.mrt] of pyproject.toml", "use_database"]),
        ("[mrt]\nstrict = maybe", None, ["true or false", "'maybe'"]),
        ("[mrt]\nfail_on = fatal", None, ["error, warning, note", "'fatal'"]),
        ("[mrt]\nskip = 1a", None, ["revision: reason", "'1a'"]),
        ("[mrt]\nskip = 1a:", None, ["needs a reason", "1a"]),
        ("", "[tool.mrt]\nskip = ['1a']", ["map revisions to reasons"]),
        ("", "[tool.mrt]\nskip = '1a: slow'", ["map revisions to reasons", "'1a: slow'"]),
        ("", "[tool.mrt]\nskip = {1a = 9}", ["needs a reason", "1a"]),
        ("[mrt]\nskip = : slow", None, ["'slow' for no revision"]),
        ("", "[tool.mrt]\nheads = [1]", ["list of revisions"]),
        ("", "[tool.mrt]\nheads = ['']", ["list of revisions"]),
        ("", "[tool.mrt]\nheads = 'a b'", ["list of revisions", "'a b'"]),
        ("", "[tool.mrt]\nurl = 5432", ['"url"', "database URL in quotes"]),
        ("", "[tool.mrt]\nfail_on = true", ['"fail_on"', "error, warning, note"]),
        (
            "",
            "[tool.mrt]\nstrict = 'yes'",
            ['"strict"', "[tool.mrt] of pyproject.toml", "true or false, without quotes", "'yes'"],
        ),
        ("", "[tool.mrt]\nstrict = 1", ["true or false, without quotes, not 1"]),
        ("", "[tool]\nmrt = 3", ["[tool.mrt] of pyproject.toml", "table"]),
        ("", "tool = 5", ["[tool] of pyproject.toml", "table"]),
        ("", "[tool.mrt\n", ["pyproject.toml is no TOML: Expected ']'", "Correct the line."]),
        ("[mrt]\n[mrt]\n", None, ["alembic.ini is no ini file: line 4 begins [mrt] again. Corr"]),
        ("[mrt]\nstrict = 1\nstrict = 0", None, ['line 5 sets the key "strict" of [mrt] again']),
        ("[mrt]\ns3cret", None, ["line 4 is neither a [section] nor a key with a value. Correct"]),
        ("[mrt]\nurl = localhost", None, ["database URL", "dialect://"]),
        ("[mrt]\nseeds = users", None, ['"seeds"', '"table: module:callable"', "'users'"]),
        ("[mrt]\nseeds = users: rows", None, ['"users"', "'rows'", '"module:callable"']),
        ("[mrt]\nseeds = : a:b", None, ["'a:b' to no table"]),
        ("", "[tool.mrt]\nseeds = ['a']", ["map tables and columns to seeds", "['a']"]),
        ("", "[tool.mrt.seeds]\nusers = 5", ['"users" 5', "a list or a callable"]),
        ("", "[tool.mrt]\nseeds = {u = {m = 'a:b'}, 'u.m' = ['c']}", ['"u.m" twice']),
        ("", "[tool.mrt.seeds]\nusers = []", ['"users" an empty list']),
        ("", "[tool.mrt.seeds]\nusers = ['a']", ['"users" a list of values', '"table.column"']),
        ("", "[tool.mrt.seeds]\nusers = [{id = 1}, 2]", ['"users" a list of values']),
    ],
)
def test_what_is_wrong_is_named(ini: str, toml: str | None, parts: list[str]) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(config(ini, toml))
    for part in parts:
        assert part in str(raised.value)
    assert "s3cret" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("url", ["pg://u:secret%@h/db", "pg://u:secret@h/%(nobody)s", "secret@h"])
def test_an_error_does_not_tell_the_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(config(f"[mrt]\nurl = {url}\n"))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("strict", "fail_on", "threshold"),
    [
        (False, Severity.ERROR, Severity.ERROR),
        (True, Severity.ERROR, Severity.WARNING),
        (True, Severity.NOTE, Severity.NOTE),
        (False, Severity.NOTE, Severity.NOTE),
    ],
)
def test_strict_never_lowers_the_threshold(
    strict: bool, fail_on: Severity, threshold: Severity
) -> None:
    assert MRTConfig(strict=strict, fail_on=fail_on).threshold is threshold


def test_a_missing_ini_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="alembic init") as raised:
        check_files(config(None))
    assert str(tmp_path / "alembic.ini") in str(raised.value)


def test_a_missing_section_is_named() -> None:
    Path("alembic.ini").write_text("[other]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"\[alembic\].* -n NAME"):
        check_files(config(None))


def test_a_named_file_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALEMBIC_CONFIG", "nowhere.ini")
    with pytest.raises(ConfigurationError, match="nowhere"):
        check_files(config())


def test_pyproject_alone_is_enough_for_alembic() -> None:
    check_files(config(None, '[tool.alembic]\nscript_location = "m"\n'))


def test_pyproject_beside_the_ini_is_read_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config("", "[tool.mrt]\nstrict = true\n")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    elsewhere = Config("../alembic.ini")
    elsewhere.toml_file_name = "pyproject.toml"
    assert read_settings(elsewhere).strict


def test_every_key_is_a_field() -> None:
    fields: dict[str, Any] = MRTConfig.__dataclass_fields__
    assert {"db_url" if key == "url" else key for key in KEYS} == set(fields) - {
        "alembic_ini",
        "places",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"s3cret\n", "alembic.ini is no ini file: line 1 stands before any [section]. Correct"),
        (b"\xff\xfe\x00", "alembic.ini is no text in UTF-8. Name your alembic.ini with -c PATH."),
        (None, "alembic.ini cannot be read: Is a directory. Make it readable, or name another"),
    ],
)
def test_an_ini_file_that_is_none(content: bytes | None, said: str) -> None:
    if content is None:
        Path("alembic.ini").mkdir()
    else:
        Path("alembic.ini").write_bytes(content)
    with pytest.raises(ConfigurationError) as raised:
        check_files(Config("alembic.ini"))
    assert str(raised.value).startswith(said)


def test_a_directory_that_is_named_is_no_missing_file(tmp_path: Path) -> None:
    named = Config(str(tmp_path), cmd_opts=Namespace(config=[str(tmp_path)]))
    with pytest.raises(ConfigurationError, match="cannot be read: Is a directory"):
        check_files(named)


def test_where_a_key_stands_is_remembered() -> None:
    read = read_settings(config("[mrt]\nskip = 1a: slow\n"), {"strict": True})
    assert read.places == {"skip": "[mrt] of alembic.ini", "strict": "the command line"}


def test_a_path_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    folder.mkdir()
    ini = folder / "alembic.ini"
    ini.write_text("[alembic]\nscript_location = m\n[mrt]\nsetup = sql/base.sql\n")
    built = Config(str(ini))
    assert read_settings(built).setup == folder / "sql" / "base.sql"
    assert read_settings(built, {"setup": "other.sql"}).setup == Path("other.sql")
    (folder / "pyproject.toml").write_text('[tool.mrt]\nsetup = "/srv/base.sql"\n')
    assert read_settings(built).setup == Path("/srv/base.sql")


@pytest.mark.parametrize("value", ['""', "3"])
def test_a_path_must_be_one(value: str) -> None:
    with pytest.raises(ConfigurationError, match=r'"setup" in \[tool.mrt\].*path of a file'):
        read_settings(config("", f"[tool.mrt]\nsetup = {value}\n"))


def test_rows_and_values_of_toml() -> None:
    toml = """
[[tool.mrt.seeds.users]]
id = 1
born = 1990-05-17
tags = ["a", "b"]

[tool.mrt.seeds.orders]
status = ["new", "paid"]
"""
    assert read_settings(config("", toml)).seeds == {
        "users": [{"id": 1, "born": date(1990, 5, 17), "tags": ["a", "b"]}],
        "orders.status": ["new", "paid"],
    }

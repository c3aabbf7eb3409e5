"""Where revision scripts lie, and the sentence for each way in which they do not."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import alembic
import pytest
from alembic.config import Config

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history.graph import read_history
from alembic_mrt.history.locations import version_locations

HAS_TOML = tuple(int(part) for part in alembic.__version__.split(".")[:2]) >= (1, 16)
SEPARATOR = "path_separator" if HAS_TOML else "version_path_separator"
SCRIPT = 'revision = "{0}"\ndown_revision = None\n'


def environment(folder: Path, *lines: str) -> Config:
    ini = folder / "alembic.ini"
    ini.write_text("\n".join(["[alembic]", *lines]) + "\n")
    return Config(str(ini))


def script(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(SCRIPT.format(name))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["script_location = %(here)s/db"], ["versions"]),
        (
            [
                "script_location = %(here)s/db",
                f"{SEPARATOR} = :",
                "version_locations = %(here)s/one:%(here)s/two",
            ],
            ["one", "two"],
        ),
        (
            [
                "script_location = %(here)s/db",
                "version_path_separator = space",
                "version_locations = %(here)s/one %(here)s/two",
            ],
            ["one", "two"],
        ),
        (
            ["script_location = %(here)s/db", "version_locations = %(here)s/one, %(here)s/gone"],
            ["one"],
        ),
    ],
)
def test_locations_are_those_of_alembic(tmp_path: Path, lines: list[str], names: list[str]) -> None:
    for folder, name in (("db/versions", "a1"), ("one", "b2"), ("two", "c3")):
        script(tmp_path / folder, name)
    config = environment(tmp_path, *lines)
    assert [location.name for location in version_locations(config)] == names


def test_a_package_is_a_location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "src" / "product_of_a_test" / "db" / "versions", "a1")
    (tmp_path / "src" / "product_of_a_test" / "__init__.py").write_text("")
    config = environment(
        tmp_path, "script_location = product_of_a_test:db", "prepend_sys_path = %(here)s/src"
    )
    before = list(sys.path)
    assert list(read_history(config).scripts) == ["a1"]
    assert sys.path == before
    monkeypatch.delitem(sys.modules, "product_of_a_test")


def test_folders_below_count_where_the_configuration_says_so(tmp_path: Path) -> None:
    script(tmp_path / "db" / "versions" / "2024", "a1")
    script(tmp_path / "db" / "versions", "b2")
    location = "script_location = %(here)s/db"
    assert list(read_history(environment(tmp_path, location)).scripts) == ["b2"]
    recursive = environment(tmp_path, location, "recursive_version_locations = true")
    assert sorted(read_history(recursive).scripts) == ["a1", "b2"]


@pytest.mark.skipif(not HAS_TOML, reason="Alembic reads pyproject.toml from 1.16 on")
def test_pyproject_is_read(tmp_path: Path) -> None:
    script(tmp_path / "db" / "versions", "a1")
    toml = tmp_path / "pyproject.toml"
    toml.write_text('[tool.alembic]\nscript_location = "%(here)s/db"\n')
    config = Config(str(tmp_path / "alembic.ini"), toml_file=str(toml))
    assert list(read_history(config).scripts) == ["a1"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "sets no script_location"),
        (["script_location = %(here)s/gone"], "gone, does not exist"),
        (["script_location = %(here)s/empty"], "empty/versions does not exist"),
        (["script_location = %(here)s/db"], "no revision script in"),
        (["script_location = no_such_package_here:db"], "no_such_package_here"),
        (["script_location = %(nowhere)s/db"], "nowhere"),
        (
            ["script_location = %(here)s/db", "version_locations = a:b", f"{SEPARATOR} = x"],
            "not a valid value",
        ),
        (
            ["script_location = %(here)s/db", "version_locations = %(here)s/gone"],
            "None of the version_locations exists",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, lines: list[str], says: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "db" / "versions").mkdir(parents=True)
    (tmp_path / "db" / "versions" / "__init__.py").write_text("")
    with pytest.raises(ConfigurationError) as caught:
        read_history(environment(tmp_path, *lines))
    assert says in caught.value.message
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_configuration_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"other\.ini does not exist"):
        version_locations(Config(str(tmp_path / "other.ini")))


def test_no_script_is_imported(tmp_path: Path) -> None:
    script(tmp_path / "db" / "versions", "a1")
    trap = tmp_path / "db" / "versions" / "b2.py"
    trap.write_text(
        textwrap.dedent("""
            revision = "b2"
            down_revision = "a1"
            raise SystemExit("imported")
        """)
    )
    config = environment(tmp_path, "script_location = %(here)s/db")
    assert read_history(config).order() == ("a1", "b2")

"""Imports go one way, and the house rules that a linter does not know."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "alembic_mrt"

LAYERS = (
    {"exceptions", "finding"},
    {"pages"},
    {"config", "config_files", "config_rules", "config_seeds", "config_text"},
    {"history"},
    {"schema"},
    {"operations"},
    {"analyzer", "roundtrip"},
    {
        "command",
        "checking",
        "choice",
        "dialect_of_run",
        "handed_over",
        "judging",
        "ini_url",
        "neighbour",
        "process",
        "progress",
    }
    | {"templates", "generation", "write_hooks", "generation_commands"},
    {"arguments", "arguments_generation", "flask_migrate"},
    {"pytesting"},
    {"cli", "alembic_plugin", "pytest_plugin", "flask_commands"},
    {"__main__"},
)
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
MAY_BE_IMPORTED_BY = {
    "report": {"report", "command", "arguments"},
    "cli": {"__main__"},
    "alembic_plugin": set(),
    "pytest_plugin": set(),
    "flask_commands": set(),
}


def part_of(module: str) -> str:
    """Return the part of the package that a dotted name below it belongs to."""
    return module.split(".")[1]


def imports_of(source: str, package: str) -> Iterator[str]:
    """Yield the modules of our own that a source imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("alembic_mrt."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {package}"
            if node.module == "alembic_mrt":
                yield from (f"alembic_mrt.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("alembic_mrt."):
                yield node.module


def allowed(importer: str, imported: str) -> bool:
    """Tell whether one part may import another."""
    if importer == imported:
        return True
    if imported in MAY_BE_IMPORTED_BY:
        return importer in MAY_BE_IMPORTED_BY[imported]
    if importer == "report":
        return imported == "finding"
    if importer not in RANK or imported not in RANK:
        return False
    engines = {importer, imported} == {"analyzer", "roundtrip"}
    return RANK[imported] <= RANK[importer] and not engines


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


# The public names of the package's __init__ come from everywhere, when they are asked for.
@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path != PACKAGE / "__init__.py"],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_imports_go_one_way(path: Path) -> None:
    inside = path.relative_to(PACKAGE)
    importer = inside.parts[0].removesuffix(".py")
    found = imports_of(path.read_text(encoding="utf-8"), str(inside))
    assert [module for module in found if not allowed(importer, part_of(module))] == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("analyzer", "roundtrip"),
        ("roundtrip", "analyzer"),
        ("report", "config"),
        ("analyzer", "report"),
        ("schema", "operations"),
        ("history", "schema"),
        ("finding", "config"),
        ("command", "cli"),
        ("roundtrip", "something_new"),
        ("command", "something_new"),
    ],
)
def test_the_rule_refuses(importer: str, imported: str) -> None:
    assert not allowed(importer, imported)


def test_an_import_inside_a_function_counts() -> None:
    source = "def f():\n    from alembic_mrt.roundtrip import runner\n"
    assert list(imports_of(source, "x")) == ["alembic_mrt.roundtrip"]


def test_only_the_plugin_names_the_private_parts_of_the_command_line() -> None:
    users = [p.name for p in modules() if "_generate_args" in p.read_text(encoding="utf-8")]
    assert users == ["alembic_plugin.py"]


def prints(source: str) -> bool:
    """Tell whether a source prints to, or names, standard output."""
    nodes = [ast.unparse(n) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    return any(node.startswith(("print(", "sys.stdout.write(")) for node in nodes)


def test_only_commands_print() -> None:
    found = {path.name for path in modules() if prints(path.read_text(encoding="utf-8"))}
    assert found == {"command.py", "cli.py"}


def test_no_module_is_a_drawer_for_anything() -> None:
    assert not {"utils.py", "helpers.py", "common.py", "misc.py"} & {p.name for p in modules()}

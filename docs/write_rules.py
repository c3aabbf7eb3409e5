"""Write docs/rules: one page for each code, from its documentation and its tested examples.

A rule of the analyzer is documented by its docstring, with the examples of tests/rules, also where
the round trip finds the same; what the round trip alone finds by docs/observed, with the examples
of tests/observed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic_mrt.analyzer.page import Documented, Example, Observed, render_page
from alembic_mrt.analyzer.rule import every_rule

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]


def examples(folder: str, code: str) -> dict[str, Example]:
    """Return the examples of a code: a script each, or a folder of scripts."""
    found: dict[str, Example] = {}
    for path in sorted((ROOT / "tests" / folder / code).glob("*")):
        if path.suffix == ".py":
            found[path.stem] = {path.name: path.read_text(encoding="utf-8")}
        elif path.is_dir() and path.name != "__pycache__":
            scripts = sorted(path.rglob("*.py"))
            found[path.name] = {
                str(file.relative_to(path)): file.read_text(encoding="utf-8") for file in scripts
            }
    return found


def observed() -> tuple[Observed, ...]:
    """Return the documentation of what the round trip alone finds, by code."""
    return tuple(
        Observed(code=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / "docs" / "observed").glob("*.toml"))
    )


def pages() -> dict[Path, str]:
    """Return the text of every page by its path."""
    rules = {_path(rule): render_page(rule, examples("rules", rule.code)) for rule in every_rule()}
    seen = {_path(it): render_page(it, examples("observed", it.code)) for it in observed()}
    return {**rules, **seen, ROOT / "docs" / "rules" / "index.md": _index()}


def _path(documented: Documented) -> Path:
    return ROOT / "docs" / "rules" / f"{documented.code}.md"


def _index() -> str:
    lines = [_row(rule, _finders(rule.code)) for rule in every_rule()]
    lines += [_row(it, "round trip") for it in observed()]
    return _INDEX + "\n".join(sorted(lines)) + "\n"


def _finders(code: str) -> str:
    """Say who finds the code of a rule: the round trip, too, where there are examples of it."""
    return "check, round trip" if examples("observed", code) else "check"


def _row(it: Documented, by: str) -> str:
    off = "" if getattr(it, "on_by_default", True) else ", off by default"
    return f"| [{it.code}]({it.code}.md) | {it.name} | {it.severity.value} | {by}{off} |"


_INDEX = """\
# Codes

Each finding has a code. Those that check finds are rules of the analyzer; where the round trip sees
the same thing happen, it gives the same code. A rule that is off by default speaks where
`extend-select` or `select` names it.

| code | name | severity | found by |
|---|---|---|---|
"""

if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")

"""Write docs/rules: one page for each rule, from its docstring and the examples in tests/rules."""

from pathlib import Path

from alembic_mrt.analyzer.page import Example, render_page
from alembic_mrt.analyzer.rule import every_rule

ROOT = Path(__file__).parents[1]


def examples(code: str) -> dict[str, Example]:
    """Return the examples of a rule: a script each, or a folder of scripts."""
    found: dict[str, Example] = {}
    for path in sorted((ROOT / "tests" / "rules" / code).glob("*")):
        if path.suffix == ".py":
            found[path.stem] = {path.name: path.read_text(encoding="utf-8")}
        elif path.is_dir() and path.name != "__pycache__":
            scripts = sorted(path.glob("*.py"))
            found[path.name] = {file.name: file.read_text(encoding="utf-8") for file in scripts}
    return found


def pages() -> dict[Path, str]:
    """Return the text of every page by its path."""
    folder = ROOT / "docs" / "rules"
    return {
        folder / f"{rule.code}.md": render_page(rule, examples(rule.code)) for rule in every_rule()
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")

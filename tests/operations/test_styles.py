"""The styles that scripts are written in.

``styles.txt`` holds one after another: a name, a script, and the operations that it is read as,
with what decides about them and what only a run can tell.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from alembic_mrt.operations.read import read_operations
from tests.operations.test_read_python import brief

HEAD = "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'r1'\n"
FILES = {
    "versions/helpers.py": "from alembic import op\ndef drop(n):\n    op.drop_table(n)\n",
    "shared/__init__.py": "",
    "shared/names.py": "TABLE = 'a'\nclass Names:\n    A = 'a'\n",
    "versions/one.sql": "DROP TABLE a;\n",
    "versions/sql/r1.sql": "DROP TABLE a;\n",
}
STYLES = {
    part.partition("\n")[0]: part.partition("\n")[2]
    for part in Path(__file__).with_name("styles.txt").read_text().split("=== ")[1:]
}


@dataclass
class Script:
    path: Path
    file: str = "versions/r1_x.py"

    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("environment")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize("name", STYLES)
def test_style_is_read(name: str, environment: Path) -> None:
    expected = re.findall("^--- (.+)$", STYLES[name], re.MULTILINE)
    code = "".join(re.findall("^(?!--- ).*\n", STYLES[name], re.MULTILINE))
    path = environment / "versions" / "r1_x.py"
    path.write_text(HEAD + code)
    assert [brief(o) for o in read_operations(Script(path)).upgrade.operations] == expected

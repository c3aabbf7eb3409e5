"""Points, lines and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, made

BUILDERS: Final[Mapping[str, Builder]] = {
    "point": made("({},{})".format, "(0,0)", "(-1.5,2.25)"),
    "line": made(lambda s, i: f"{{{s + 1},{i},3}}", "{1,0,0}"),
    "lseg": made(lambda s, i: f"[(0,{s}),({i + 1},1)]", "[(0,0),(1,1)]"),
    "box": made(lambda s, i: f"({s + i * 5 + 3},{s + 1}),({s + i * 5},{s})", "(1,1),(0,0)"),
    "path": made(lambda s, i: f"[(0,0),({s},{i})]", "((0,0))"),
    "polygon": made(lambda s, i: f"((0,0),({s + 1},{i}),(1,9))", "((0,0))"),
    "circle": made(lambda s, i: f"<({s},{i * 5}),1>", "<(0,0),0>"),
}

import pytest

from alembic_mrt.roundtrip.dialects.base import TableName
from alembic_mrt.roundtrip.seed.facts import ColumnFacts
from alembic_mrt.roundtrip.seed.order import insertion_order
from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
from alembic_mrt.schema.objects import ForeignKey

EDGES = {
    "chain": ({"a": "b!", "b": "c!", "c": ""}, ["c", "b", "a"], []),
    "no edges": ({"b": "", "a": ""}, ["a", "b"], []),
    "self": ({"a": "a!"}, ["a"], []),
    "cut where nullable": ({"a": "b", "b": "a!"}, ["a", "b"], ["a"]),
    "cut the deferrable": ({"a": "b!", "b": "a~"}, ["b", "a"], ["b"]),
    "below a cycle nothing is cut": ({"a": "b", "b": "a!", "c": "a"}, ["a", "b", "c"], ["a"]),
    "two cycles": ({"a": "b", "b": "a!", "c": "d", "d": "c!"}, ["a", "b", "c", "d"], ["a", "c"]),
}


def _plan(name: str, edge: str) -> TablePlan:
    references = []
    if edge:
        key = ForeignKey(
            table=name, columns=("x",), deferrable="DEFERRABLE" if "~" in edge else None
        )
        references.append(Reference(key, ("x",), (None, edge.rstrip("!~")), ("id",)))
    columns = {"x": ColumnFacts("x", "int", None, nullable=not edge.endswith(("!", "~")))}
    return TablePlan((None, name), (), columns, ("x",), (), tuple(references), ())


@pytest.mark.parametrize("shape", EDGES)
def test_parents_come_first(shape: str) -> None:
    edges, expected, cut = EDGES[shape]
    plans: dict[TableName, TablePlan] = {(None, n): _plan(n, edge) for n, edge in edges.items()}
    order = insertion_order(plans)
    assert [name for _, name in order.tables] == expected
    assert [name for _, name in order.cut] == cut

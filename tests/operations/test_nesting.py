"""Values that hold themselves, or the same thing over and over."""

from __future__ import annotations

import math
import sys
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from alembic_mrt.operations.nesting import parts, weight
from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.vocabulary import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """
import itertools
import sqlalchemy as sa
from alembic import op

def upgrade():
"""
MOST = 2_000_000
SCRIPTS = {
    "a list that holds itself": """
        x = []
        for _ in range(40):
            x.append(x)
        """,
    "two lists that hold each other": """
        x, y = [], []
        for _ in range(40):
            x.append(y)
            y.append(x)
        """,
    "a dict that holds itself": """
        x = {}
        for i in range(40):
            x[i] = x
        """,
    "lists of one list twice": """
        x = [1]
        for _ in range(40):
            x = [x, x]
        """,
    "the same by append": """
        x = [1]
        for _ in range(40):
            y = []
            y.append(x)
            y.append(x)
            x = y
        """,
    "dicts of one dict twice": """
        x = {}
        for _ in range(40):
            x = {"a": x, "b": x}
        """,
    "tuples that are hashed": """
        x = ()
        for _ in range(40):
            x = (x, x)
        x = {x: 1}
        """,
    "a comprehension": """
        x = [1]
        for _ in range(40):
            x = [x for _ in range(2)]
        """,
    "pairs of one list": """
        x = [1]
        for _ in range(40):
            x = list(zip(x, x))
        """,
    "arguments of a function": """
        def grow(*args):
            return grow(args, args)
        x = grow(1)
        """,
    "lists that are compared": """
        x, y = [1], [1]
        for _ in range(40):
            x, y = [x, x], [y, y]
        x = [x, x == y]
        """,
    "an expression of one column": """
        x = sa.column("a")
        for _ in range(40):
            x = x + x
        """,
}


@contextmanager
def few_calls() -> Iterator[None]:
    """Fail where the body makes more calls than a script of a few lines is worth."""
    left = MOST

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise AssertionError("it goes on and on")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_value_without_end_is_not_followed(name: str) -> None:
    text = textwrap.indent(textwrap.dedent(SCRIPTS[name]), "    ")
    with few_calls():
        found = read_source(f'{HEAD}{text}    op.execute(f"DELETE FROM t WHERE {{x}}")\n')
    assert len(found.upgrade.operations) == 1
    own = found.upgrade.operations[0]
    assert isinstance(own, Opaque) or getattr(own, "where", None) is not None
    assert "1, 1" not in str(own)


def test_what_a_branch_decides_on_such_a_value_is_not_known() -> None:
    found = read_source(
        HEAD
        + textwrap.indent(textwrap.dedent(SCRIPTS["lists that are compared"]), "    ")
        + '    if x[1]:\n        op.drop_table("t")\n'
    )
    assert [operation.maybe for operation in found.upgrade.operations] == [True]


def test_what_does_not_end_is_infinitely_heavy() -> None:
    endless: list[Any] = ["abc"]
    assert weight(endless) == 5
    endless.append({"key": (endless,)})
    assert weight(endless) == math.inf
    assert weight([endless]) == math.inf


def test_one_list_twice_weighs_twice_as_much() -> None:
    found: list[Any] = []
    for _ in range(100):
        found = [found, found]
    assert weight(found) == 2 * weight(found[0]) + 3
    assert len(list(parts(found))) == 201


def test_parts_come_in_order() -> None:
    whole = [1, (2, 3), {"a": 4}]
    assert list(parts(whole)) == [whole, 1, (2, 3), 2, 3, {"a": 4}, 4]


def test_one_list_many_times_is_weighed_once() -> None:
    with few_calls():
        assert weight([["a"] * 1000] * 10_000) == 1 + 10_000 + 10_000 * 2001

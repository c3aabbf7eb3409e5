"""The graph: its order, its faults, and what users call its revisions."""

from __future__ import annotations

import ast
import random
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history import graph
from alembic_mrt.history.graph import History, history_of, read_history
from alembic_mrt.history.sound import circles, sound_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Graph = dict[str, tuple[str, ...]]


def write(folder: Path, graph: Mapping[str, tuple[str, ...]], **more: str) -> list[Path]:
    """Write a script for each revision; ``more`` holds further header lines by revision."""
    folder.mkdir(parents=True, exist_ok=True)
    for revision, parents in graph.items():
        text = f'revision = "{revision}"\ndown_revision = {parents or None!r}\n'
        (folder / f"{revision}_x.py").write_text(text + more.get(revision, ""))
    return sorted(folder.glob("*.py"))


def history(folder: Path, graph: Mapping[str, tuple[str, ...]], **more: str) -> History:
    return history_of(write(folder, graph, **more))


def test_parents_and_dependencies_come_first(tmp_path: Path) -> None:
    found = history(
        tmp_path,
        {"a1": ("z9",), "b2": (), "c3": ("a1",), "z9": ()},
        z9='depends_on = "core"\n',
        b2='branch_labels = ("core",)\n',
    )
    assert found.order() == ("b2", "z9", "a1", "c3")
    assert found.parents("z9") == ("b2",)
    assert (set(found.heads), set(found.bases)) == ({"c3", "b2"}, {"z9", "b2"})


def test_several_dependencies_leave_the_order_fixed(tmp_path: Path) -> None:
    names = [f"r{number}" for number in range(9)]
    graph: Graph = dict.fromkeys(names, ())
    found = history(tmp_path, {**graph, "z": ()}, z=f"depends_on = {names!r}\n")
    assert found.order() == (*names, "z")


def random_graph(seed: int) -> Graph:
    chance = random.Random(seed)
    graph: Graph = {}
    for number in range(chance.randint(2, 14)):
        heads = [name for name in graph if not any(name in above for above in graph.values())]
        kind = chance.random()
        parents: tuple[str, ...] = ()
        if graph and kind > 0.1:
            parents = (chance.choice(heads if kind > 0.4 else list(graph)),)
        if len(heads) > 1 and kind > 0.8:
            parents = tuple(chance.sample(heads, 2))
        graph[f"r{chance.randrange(1000):03}{number:02}"] = parents
    return graph


@pytest.mark.parametrize("seed", range(25))
def test_the_order_is_the_one_alembic_takes(tmp_path: Path, seed: int) -> None:
    graph = random_graph(seed)
    write(tmp_path / "versions", graph)
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    theirs = [entry.revision for entry in ScriptDirectory.from_config(config).walk_revisions()]
    assert read_history(config).order() == tuple(reversed(theirs))


@pytest.mark.parametrize("seed", range(25))
def test_the_sound_order_leaves_nothing_out_and_puts_parents_first(seed: int) -> None:
    graph = random_graph(seed)
    order = sound_order(graph)
    assert sorted(order) == sorted(graph)
    assert all(order.index(above) < order.index(name) for name in graph for above in graph[name])


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": ()}, []),
        ({"a": ("a",)}, [("a",)]),
        ({"a": ("c",), "b": ("a",), "c": ("b",)}, [("a", "c", "b")]),
        ({"x": (), "a": ("x", "b"), "b": ("a",), "z": ("b",)}, [("a", "b")]),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, [("a", "b"), ("c", "d")]),
        ({"a": ("gone",)}, []),
    ],
)
def test_circles_are_found(graph: Graph, found: list[tuple[str, ...]]) -> None:
    assert list(circles(graph)) == found


def test_a_long_history_needs_no_deep_stack(tmp_path: Path) -> None:
    names = [f"r{number:04}" for number in range(1500)]
    graph = {name: (before,) for name, before in zip(names[1:], names, strict=False)}
    assert sound_order({names[0]: (), **graph}) == tuple(names)
    ring = {names[0]: (names[-1],), **graph}
    assert sorted(next(circles(ring))) == names
    found = history(tmp_path, {names[0]: (), **graph})
    assert found.order() == tuple(names)


def test_below_a_fault_the_rest_still_has_an_order(tmp_path: Path) -> None:
    found = history(tmp_path, {"a": (), "b": ("a",), "c": ("gone",), "d": ("c",), "e": ("e",)})
    assert found.order() == ("a", "b")
    assert sorted(fault.code for fault in found.faults) == ["MRT503", "MRT504"]
    assert set(found.scripts) == set("abcde")


def test_a_fault_names_what_is_near(tmp_path: Path) -> None:
    found = history(tmp_path, {"3fa2b1c0d9e8": (), "b2": ("3fa2b1c0d9e9",)})
    (fault,) = found.faults
    assert "Near it: 3fa2b1c0d9e8" in fault.message
    assert fault.location is not None
    assert (fault.revision, fault.location.line) == ("b2", 2)


@pytest.mark.parametrize("wanted", [(), ("b", "c"), ("b",)])
def test_heads_may_be_named(tmp_path: Path, wanted: tuple[str, ...]) -> None:
    paths = write(tmp_path, {"a": (), "b": ("a",), "c": ("a",)})
    faults = history_of(paths, wanted).faults
    assert [fault.code for fault in faults] == ([] if len(wanted) == 2 else ["MRT501"])


def test_several_heads_are_not_judged_beside_other_faults(tmp_path: Path) -> None:
    paths = write(tmp_path, {"a": (), "b": ("a",), "c": ("a",)})
    merge = tmp_path / "d_merge.py"
    merge.write_text('revision = made()\ndown_revision = ("b", "c")\n')
    assert [fault.code for fault in history_of([*paths, merge]).faults] == ["MRT901"]


def test_several_heads_say_where_they_part_and_how_to_join_them(tmp_path: Path) -> None:
    found = history(tmp_path, {"a": (), "b": ("a",), "c": ("b",), "d": ("b",)})
    (fault,) = found.faults
    assert "they part at b" in fault.message
    assert 'alembic merge -m "merge heads" c d' in fault.remedy


WORDS: list[tuple[list[str], str]] = [
    (["b0002"], "b"),
    (["b000"], "b"),
    (["d", "b0002"], "bd"),
    (["head"], "e"),
    (["heads"], "e"),
    (["base"], "a"),
    (["a0001:c0003"], "abc"),
    (["a0001:a0001"], "a"),
    ([":b0002"], "ab"),
    (["d0004:"], "de"),
    (["base:head"], "abcde"),
    (["side@head"], "e"),
    (["side"], "d"),
]


@pytest.mark.parametrize(("words", "found"), WORDS)
def test_users_words_name_revisions(tmp_path: Path, words: list[str], found: str) -> None:
    names = {letter: f"{letter}{number:04}" for number, letter in enumerate("abcde", start=1)}
    chain = dict(zip("bcde", "abcd", strict=True))
    graph = {name: (names[chain[k]],) if k in chain else () for k, name in names.items()}
    label = 'branch_labels = "side"\n'
    words = [names["d"] if word == "d" else word for word in words]
    resolved = history(tmp_path, graph, **{names["d"]: label}).resolve(words)
    assert resolved == tuple(names[letter] for letter in found)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("a0011", "Near it: a0001"),
        ("a000", "Write more of it."),
        (
            "c0003:a0001",
            "Revision c0003 is not an ancestor of revision a0001. The older end"
            " comes first: a0001:c0003.",
        ),
        ("a0002:base", "The older end comes first: base:a0002."),
        ("s0006:c0003", "The ends of a range must be a revision and one that comes after it."),
        ("zzzz", "No such revision or branch 'zzzz'. `alembic history` lists"),
        ("nope@head", "`alembic history` lists"),
        ("sied@head", "Near it: side."),
        ("haed", "Near it: head, heads."),
        ("a0001+1", "in a range only"),
        ("", "An empty word"),
        ("  ", "An empty word"),
        ("@", "'@' names no revision"),
        ("-1", "-1 counts from the revision that a database is at"),
        ("+2", "+2 counts from the revision that a database is at"),
        ("a0001@", "'a0001@' names no revision"),
        (":a0001-1000", "names no revision"),
    ],
)
def test_an_unknown_word_is_named_with_a_hint_where_there_is_one(
    tmp_path: Path, word: str, says: str
) -> None:
    graph: Graph = {"a0001": (), "b0002": ("a0001",), "c0003": ("b0002",), "a0002": ("c0003",)}
    graph["s0006"] = ()
    label = 'branch_labels = "side"\n'
    with pytest.raises(ConfigurationError) as caught:
        history(tmp_path, graph, s0006=label).resolve([word])
    assert says in str(caught.value)
    assert ("Near it" in says) == ("Near it" in str(caught.value))


def test_the_trees_of_the_first_scripts_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(tmp_path, {"a1": (), "b2": ("a1",), "c3": ("b2",)})
    monkeypatch.setattr(graph, "_KEPT", sum(path.stat().st_size for path in paths[:2]))
    scripts = history_of(paths).scripts
    assert [name for name, script in scripts.items() if script.kept] == ["a1", "b2"]
    assert scripts["a1"].tree() is scripts["a1"].tree()
    assert ast.dump(scripts["c3"].tree()) == ast.dump(ast.parse(paths[2].read_bytes()))


def test_declared_reasons_leave_the_other_scripts_as_they_are(tmp_path: Path) -> None:
    found = history(tmp_path, {"a1": (), "b2": ("a1",)})
    declared = found.declare_irreversible({"b2": "rows are merged", "zz": "unknown"})
    assert declared.scripts["a1"] is found.scripts["a1"]
    assert declared.scripts["b2"].irreversible == "rows are merged"
    assert list(declared.scripts) == ["a1", "b2"]

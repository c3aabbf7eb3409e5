"""Every argument of every directive of Alembic is understood, or has no effect for a reason.

The arguments are walked by signature, those of the dialects by what SQLAlchemy registers, so that
a new one of either fails here until it has a row in ``arguments.json``.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import alembic.ddl  # noqa: F401 (registers the implementations)
import pytest
import sqlalchemy as sa
from alembic.ddl import impl
from alembic.operations import BatchOperations, Operations
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite

from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import Opaque, ScriptOperations
from tests.operations.arguments import (
    BASE,
    CONSTRUCTS,
    DIRECTIVES,
    EXAMPLES,
    HEAD,
    NO_EFFECT,
    NOT_DIRECTIVES,
    call,
)

DIALECTS = {
    "postgresql": postgresql, "mysql": mysql, "sqlite": sqlite, "mssql": mssql, "oracle": oracle,
}  # fmt: skip
OF_DIALECTS: dict[str, tuple[type, ...]] = {
    "create_table": (sa.Table,),
    "create_index": (sa.Index,),
    "create_unique_constraint": (sa.UniqueConstraint, sa.Constraint),
    "create_check_constraint": (sa.CheckConstraint, sa.Constraint),
    "create_foreign_key": (sa.ForeignKeyConstraint, sa.Constraint),
    "Column": (sa.Column,),
    "ForeignKey": (sa.ForeignKeyConstraint,),
    "ForeignKeyConstraint": (sa.ForeignKeyConstraint, sa.Constraint),
    "CheckConstraint": (sa.CheckConstraint, sa.Constraint),
    "UniqueConstraint": (sa.UniqueConstraint, sa.Constraint),
    "PrimaryKeyConstraint": (sa.PrimaryKeyConstraint, sa.Constraint),
    "Identity": (sa.Identity,),
    "Sequence": (sa.Sequence,),
}
CLASSES: dict[str, type] = {
    "ENUM": postgresql.ENUM,
    "ExcludeConstraint": postgresql.ExcludeConstraint,
    **{name: getattr(sa, name) for name in CONSTRUCTS if hasattr(sa, name)},
}
BY_KEYWORDS = ("Enum", "ENUM", "ExcludeConstraint", "Table")
IMPLEMENTATIONS = {"alter_column": "alter_column", "drop_column": "drop_column"}
RENAMED = {"name": "new_column_name", "column": "column_name"}


def public(of: type) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers(of, callable):
        if not name.startswith("_"):
            yield name, member


def parameters(function: Any) -> Iterator[str]:
    for name, found in inspect.signature(function).parameters.items():
        if found.kind is found.VAR_POSITIONAL:
            yield f"*{name}"
        elif found.kind is not found.VAR_KEYWORD and name != "self" and not name.startswith("_"):
            yield name


def keywords_of_dialects(name: str) -> Iterator[str]:
    for dialect, module in DIALECTS.items():
        for construct, arguments in module.dialect.construct_arguments or ():
            if construct in OF_DIALECTS.get(name, ()):
                yield from (f"{dialect}_{key}" for key in arguments if key != "*")


def keywords_of_implementations(name: str) -> Iterator[str]:
    """Yield the keywords that Alembic's implementation of a dialect takes itself."""
    method = IMPLEMENTATIONS.get(name)
    for found in impl._impls.values() if method else ():
        code = inspect.getsource(getattr(found, str(method)))
        yield from re.findall(r'kw\.pop\(\s*"(\w+)"', code)
        yield from (RENAMED.get(p, p) for p in parameters(getattr(found, str(method))))


def keywords_in_source(of: type) -> Iterator[str]:
    """Yield the keywords that a class takes out of ``**kw``."""
    yield from re.findall(r'kw\.(?:pop|get)\(\s*"([a-z]\w*)"', inspect.getsource(of))


def arguments() -> Iterator[str]:
    for name, method in public(Operations):
        if name in DIRECTIVES:
            own = [*parameters(method), *keywords_of_implementations(name)]
            yield from (f"{name}.{p}" for p in [*own, *keywords_of_dialects(name)])
    for name, method in public(BatchOperations):
        if name in DIRECTIVES:
            yield from (f"{name}.{p}" for p in parameters(method))
    for name, of in CLASSES.items():
        own = [p for p in parameters(of) if (name, p) != ("Column", "*args")]
        own += keywords_in_source(of) if name in BY_KEYWORDS else []
        yield from (f"{name}.{p}" for p in [*own, *keywords_of_dialects(name)])


def test_every_directive_is_known() -> None:
    names = {name for of in (Operations, BatchOperations) for name, _ in public(of)}
    assert names == DIRECTIVES.keys() | NOT_DIRECTIVES.keys()


def test_every_argument_has_a_row() -> None:
    rows = EXAMPLES.keys() | NO_EFFECT.keys()
    assert sorted(set(arguments()) - rows) == []
    assert not EXAMPLES.keys() & NO_EFFECT.keys()


def script(code: str, dialect: str) -> ScriptOperations:
    body = textwrap.indent(code.strip(), "    ")
    text = f"{HEAD}\ndef upgrade():\n{body}\ndef downgrade():\n    pass\n"
    return read_source(text, dialect=dialect)


def replayed(code: str, dialect: str) -> Replayed:
    history = [("a", (), script(BASE, dialect)), ("b", ("a",), script(code, dialect))]
    return list(replay(history, dialect, {}))[1]


def lines(code: str, dialect: str) -> set[str]:
    """Return what a schema holds after a call, what the call is read as, and what is wrong."""
    found = replayed(code, dialect)
    made = {f"{o.kind} {getattr(o, 'table', '')} {o.schema or ''}.{o.name}: {_told(o)}"
            for o in found.upgraded}  # fmt: skip
    for step in found.upgrade:
        assert not isinstance(step.operation, Opaque), code
        made.add(f"op {type(step.operation).__name__} {_fields(step.operation)}")
        if step.problem is not None:
            subject = step.problem.subject
            made.add(f"problem {step.problem.kind} {subject.kind} {subject.name}")
    return made


def _told(found: Any) -> str:
    plain = type(found)()
    changed = {k: v for k, v in found.attributes().items() if getattr(plain, k) != v}
    return ", ".join(f"{name}={value!r}" for name, value in changed.items())


_ELSEWHERE = {
    "location", "objects", "column", "index", "constraint", "object", "existing", "sql", "batch",
    "batch_options",
}  # fmt: skip


def _fields(operation: Any) -> str:
    fields = [f for f in dataclasses.fields(operation) if f.name not in _ELSEWHERE]
    changed = {f.name: getattr(operation, f.name) for f in fields}
    kept = {f.name: f.default for f in fields}
    return ", ".join(f"{k}={v!r}" for k, v in changed.items() if v != kept[k])


def plain_call(name: str) -> dict[str, str]:
    return DIRECTIVES[name] if name in DIRECTIVES else CONSTRUCTS[name][1]


@pytest.mark.parametrize("row", EXAMPLES)
def test_argument_has_its_effect(row: str) -> None:
    name, _, argument = row.partition(".")
    example = EXAMPLES[row]
    given = {k: v for k, v in {**plain_call(name), **example.more}.items() if v is not None}
    before = lines(call(name, given), example.dialect)
    after = lines(call(name, {**given, argument: example.value}), example.dialect)
    if example.makes.startswith("gone: "):
        assert example.makes.removeprefix("gone: ") in before - after
    else:
        assert example.makes in after - before


def in_batch() -> Iterator[str]:
    for row, example in EXAMPLES.items():
        name, _, argument = row.partition(".")
        method = getattr(BatchOperations, name, None)
        of_table = argument in {"table_name", "source_table", "schema", "source_schema"}
        elsewhere = "table_name" in example.more or argument in {"if_not_exists", "if_exists"}
        of_batch = method and name not in {"batch_alter_table", "execute", "bulk_insert"}
        if of_batch and not of_table and not elsewhere:
            yield row


@pytest.mark.parametrize("row", list(in_batch()))
def test_argument_has_the_same_effect_in_a_batch(row: str) -> None:
    name, _, argument = row.partition(".")
    example = EXAMPLES[row]
    given = {k: v for k, v in {**plain_call(name), **example.more}.items() if v is not None}
    given[argument] = example.value
    alone = lines(call(name, given), example.dialect)
    inside = {k: v for k, v in given.items() if k not in {"table_name", "source_table"}}
    batch = f'with op.batch_alter_table("users") as op:\n    {call(name, inside)}'
    assert lines(batch, example.dialect) == alone

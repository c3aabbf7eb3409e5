"""A column holds only what the types of the user's code would read."""

from __future__ import annotations

import enum
import json
import pickle
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for
from alembic_mrt.roundtrip.seed.code_type import CodeType, Typed, shaped
from alembic_mrt.roundtrip.seed.facts import ColumnFacts

DIALECT = sqlite.dialect()


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


class Document(sa.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: object, _dialect: object) -> str:
        return json.dumps(value)

    def process_result_value(self, value: Any, _dialect: object) -> object:
        return json.loads(value)


class Key(sa.TypeDecorator[Any]):
    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: object) -> str:
        return f"k-{value.hex}"

    def process_result_value(self, value: Any, _dialect: object) -> uuid.UUID:
        return uuid.UUID(value.removeprefix("k-"))


class Lowered(sa.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def process_result_value(self, value: Any, _dialect: object) -> str:
        return str(value.lower())


class Sealed(sa.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, _value: object, _dialect: object) -> str:
        raise PermissionError

    def process_result_value(self, _value: object, _dialect: object) -> str:
        raise PermissionError


def code(type_: sa.types.TypeEngine[Any]) -> CodeType:
    return CodeType(type_, DIALECT)


def column(type_: str = "TEXT") -> ColumnFacts:
    return ColumnFacts("c", type_, pool_for(type_, 1), as_written=True)


def plain(typed: Typed, type_: str = "TEXT") -> tuple[object, ...]:
    found = shaped(column(type_), typed).pool
    assert found is not None
    return found.plain


def test_an_enum_gives_all_its_labels_and_no_other_value() -> None:
    facts = shaped(column(), Typed(code(sa.Enum(Colour, native_enum=False))))
    assert facts.pool is not None
    assert set(facts.pool.everything()) == {"RED", "BLUE"} == set(facts.labels)
    assert facts.pool.takes("GREEN") is None


def test_labels_are_what_is_stored() -> None:
    stored = sa.Enum(Colour, native_enum=False, values_callable=lambda c: [m.value for m in c])
    assert set(plain(Typed(code(stored)))) == {"r", "b"}


def test_a_label_that_the_column_is_too_short_for_is_left_out() -> None:
    assert set(plain(Typed(code(sa.Enum("a", "long", native_enum=False))), "VARCHAR(2)")) == {"a"}


def test_the_code_may_speak_of_a_label_that_the_declaration_lacks() -> None:
    labels = code(sa.Enum("a", "b", native_enum=False))
    declared, read = shaped(column(), Typed(labels)).pool, shaped(column(), Typed(None, (labels,)))
    assert declared is not None
    assert declared.admitted("grown") == "grown"
    assert read.pool is not None
    assert read.pool.admitted("grown") is None


def test_what_is_no_document_is_nobodys_value() -> None:
    pool = shaped(column(), Typed(code(Document()))).pool
    assert pool is not None
    assert all(json.loads(str(v)) for v in pool.plain)
    assert pool.admitted("not json") is None
    assert len(set(pool.plain)) > 4


def test_the_type_itself_writes_what_no_guess_would_be() -> None:
    assert all(str(v).startswith("k-") for v in plain(Typed(code(Key())), "VARCHAR(40)"))
    stored = plain(Typed(code(sa.PickleType())), "BLOB")
    assert all(pickle.loads(v) for v in stored if isinstance(v, bytes))
    assert isinstance(stored[0], bytes)


def test_a_type_that_reads_every_text_changes_nothing() -> None:
    facts = column()
    assert shaped(facts, Typed(code(Lowered()))) is facts


def test_a_type_that_reads_nothing_changes_nothing() -> None:
    facts = column()
    assert shaped(facts, Typed(code(Sealed()))) is facts


def test_both_the_declaration_and_the_code_at_hand_are_obeyed() -> None:
    declared = code(sa.Enum("a", "b", native_enum=False))
    first, second = code(sa.Enum("b", "c", native_enum=False)), code(sa.Enum("d"))
    assert plain(Typed(declared, (first, second))) == ("b",)
    assert plain(Typed(declared, (second,))) == ("d",)


def test_a_check_may_ask_for_what_the_labels_lack() -> None:
    typed = Typed(code(sa.Enum("a", "b", native_enum=False)))
    pool = shaped(column(), typed, checked=True).pool
    assert pool is not None
    assert pool.takes("from the check") == "from the check"


class Broken(sa.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True
    calls = 0

    def process_bind_param(self, _value: object, _dialect: object) -> str:
        Broken.calls += 1
        raise ModuleNotFoundError("no_such_module")

    def process_result_value(self, _value: object, _dialect: object) -> object:
        Broken.calls += 1
        raise ModuleNotFoundError("no_such_module")


def test_a_type_that_lacks_a_module_is_asked_once() -> None:
    column = ColumnFacts("c", "TEXT", pool_for("TEXT", 1, "c", ""))
    assert shaped(column, Typed(CodeType(Broken(), DIALECT))) == column
    assert Broken.calls == 1

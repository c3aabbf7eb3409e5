"""Which line an exception is blamed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from alembic_mrt.roundtrip.caller import on_row, sentence, user_line
from alembic_mrt.roundtrip.seam import attempt


def raised(file: str, source: str, **names: object) -> BaseException:
    error = attempt(lambda: exec(compile(source, file, "exec"), names))
    assert error is not None
    return error


def test_the_innermost_line_of_the_user() -> None:
    error = raised("versions/one.py", "\nint('x')")
    found = user_line(error)
    assert found is not None
    assert (Path(found.file).name, found.line) == ("one.py", 2)


@pytest.mark.parametrize("file", ["cyextension/resultproxy.pyx", "engine/_result_cy.py"])
def test_a_compiled_library_is_not_the_user(file: str) -> None:
    inner = compile("int('x')", f"lib/sqlalchemy/{file}", "exec")
    error = raised("versions/one.py", "\n\nexec(inner)", inner=inner)
    found = user_line(error)
    assert found is not None
    assert (Path(found.file).name, found.line) == ("one.py", 3)


def test_a_message_that_names_every_row_is_cut() -> None:
    assert sentence(ValueError("bad rows: " + "7, " * 500)).endswith("7, 7,…")
    assert sentence(ValueError("bad rows: 7\nor so")) == "ValueError: bad rows: 7"
    assert sentence(ValueError()) == "ValueError"


def test_the_row_that_a_server_refuses() -> None:
    detail = ValueError("violates unique constraint\nDETAIL:  Key (mail)=(a@b.c) exists.")
    assert on_row(detail) == "ValueError: violates unique constraint (Key (mail)=(a@b.c) exists)"
    sent = IntegrityError("INSERT", ("a@b.c", 7), ValueError("not unique"))
    assert on_row(sent) == "IntegrityError: not unique (sent with ('a@b.c', 7))"
    assert on_row(ValueError("no")) == sentence(ValueError("no")) == "ValueError: no"

"""Messages repeat of two long definitions what differs, and short ones whole."""

import pytest

from alembic_mrt.schema.text_difference import in_words

LONG = "CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT {} $$ {}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("integer", "integer NOT NULL", "as integer NOT NULL, it was integer"),
        ("", "LOGIN", "with LOGIN, which it had not"),
        ("LOGIN", "", "without LOGIN"),
        (LONG.format("x + 1", ""), LONG.format("x + 2", ""), "with + 2, it was + 1"),
        (LONG.format("x", ""), LONG.format("x + 1", ""), "with + 1, which it had not"),
        (LONG.format("x", "COST 5"), LONG.format("x", ""), "without COST 5"),
        (LONG.format("x\n,\n  y", ""), LONG.format("1", ""), "with SELECT 1, it was SELECT x , y"),
        (
            LONG.format("a " * 300, ""),
            LONG.format("b", ""),
            f"with SELECT b, it was SELECT {'a ' * 96}a...",
        ),
    ],
)
def test_what_differs_is_said(old: str, new: str, said: str) -> None:
    assert in_words(old, new) == said

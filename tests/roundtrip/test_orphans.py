"""Clean-ups that are after rows which a foreign key does not leave."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.orphans import is_clean_up

KNOWN = frozenset({("books", "author", "authors", "id")})
NOT_EXISTS = "NOT EXISTS (SELECT 1 FROM authors a WHERE a.id = books.author"


@pytest.mark.parametrize(
    ("where", "clean_up"),
    [
        ("author NOT IN (SELECT id FROM authors)", True),
        ("author IS NOT NULL AND author NOT IN (SELECT DISTINCT id FROM authors)", True),
        ("author NOT IN (SELECT id FROM authors WHERE id IS NOT NULL)", True),
        (f"{NOT_EXISTS})", True),
        ("author NOT IN (SELECT id FROM authors WHERE id > 5)", False),
        ("author NOT IN (SELECT id FROM authors LIMIT 5)", False),
        ("author NOT IN (SELECT born FROM authors)", False),
        ("editor NOT IN (SELECT id FROM authors)", False),
        ("author IN (SELECT id FROM authors)", False),
        ("author NOT IN (SELECT id FROM authors) OR author = 3", False),
        (f"{NOT_EXISTS} AND a.born > 1900)", False),
        ("author = 3", False),
    ],
)
def test_what_is_a_clean_up(where: str, clean_up: bool) -> None:
    assert is_clean_up(f"DELETE FROM books WHERE {where}", KNOWN, "postgres") is clean_up


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "DELETE FROM books",
        "DELETE FROM (",
        "DO 1",
        f"DELETE FROM a WHERE {'NOT ' * 600}b",
    ],
)
def test_what_is_none_at_all(statement: str) -> None:
    assert not is_clean_up(statement, KNOWN, "postgres")

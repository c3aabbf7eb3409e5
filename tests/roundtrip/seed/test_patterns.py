import re
import sqlite3

import pytest

from alembic_mrt.roundtrip.seed.patterns import glob, like, regex, similar

REGEXES = [
    "^[A-Z]{3}$",
    r"^\d{4}-\d{2}-\d{2}$",
    "^(draft|live|gone)$",
    r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
    "^#[0-9a-fA-F]{6}$",
    r"^\+?[0-9]{7,15}$",
    "^a(b|cd)+e?f*$",
    r"^https?://[\w.-]+(/.*)?$",
    "^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$",
    r"^[]\\-]$",
    "^x{2,3}y{1,}z{0}$",
    "",
]


@pytest.mark.parametrize("pattern", REGEXES)
def test_regex_samples_match(pattern: str) -> None:
    samples = {regex(pattern, variant) for variant in range(12)}
    assert all(re.search(pattern, sample) for sample in samples)


def test_regex_samples_differ() -> None:
    assert len({regex("^[A-Z]{3}-[0-9]{4}$", variant) for variant in range(200)}) == 200
    assert len({regex("^[0-9]{3}$", variant) for variant in range(1000)}) == 1000
    assert {regex("^(a|b)-(c|d)$", v) for v in range(4)} == {"a-c", "a-d", "b-c", "b-d"}


@pytest.mark.parametrize(
    ("pattern", "expression"),
    [
        ("(AB|CD)-[0-9]{3}_%", r"(AB|CD)-[0-9]{3}..*"),
        ("a.b_[x%_]", r"a\.b.[x%_]"),
        (r"50\%", "50%"),
    ],
)
def test_similar_samples_match(pattern: str, expression: str) -> None:
    samples = [similar(pattern, variant) for variant in range(12)]
    assert all(re.fullmatch(expression, sample) for sample in samples)


@pytest.mark.parametrize("pattern", ["a%", "%b%", "a_c", r"50\%%", "x", "_____-%"])
def test_like_samples_match(pattern: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        for variant in range(6):
            sample = like(pattern, variant)
            sql = r"SELECT ? LIKE ? ESCAPE '\'"
            assert connection.execute(sql, (sample, pattern)).fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("pattern", ["a*", "[a-c]?x", "*.py", "[^a-z]1", "v[0-9].[0-9]*"])
def test_glob_samples_match(pattern: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        for variant in range(6):
            sample = glob(pattern, variant)
            assert connection.execute("SELECT ? GLOB ?", (sample, pattern)).fetchone() == (1,)
    connection.close()

from decimal import Context, Decimal
from fractions import Fraction

import pytest

from alembic_mrt.roundtrip.dialects.postgresql.values import TypeFacts
from alembic_mrt.roundtrip.dialects.postgresql.values import pool_for as postgresql_pool
from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for as sqlite_pool
from alembic_mrt.roundtrip.seed import documents, moments
from alembic_mrt.roundtrip.seed.pool import Pool, choices, decimals, integers, salt_of, texts
from alembic_mrt.roundtrip.seed.rows import normal

SALTS = (0, 7, 35, 899, 4_294_967_295)


@pytest.mark.parametrize("salt", SALTS)
@pytest.mark.parametrize("size", [1, 2, 3, 9, 10, 50, None])
def test_texts_fit_and_differ_even_without_case_and_blanks(salt: int, size: int | None) -> None:
    pool = texts(salt, size)
    limit = size or 2000
    assert all(len(str(value)) <= limit for value in pool.everything())
    assert len({normal(value) for value in pool.plain}) == len(pool.plain)
    assert len(pool.plain) >= min(36, 36**limit)
    assert max(len(str(value)) for value in pool.hard) == limit


@pytest.mark.parametrize("salt", SALTS)
@pytest.mark.parametrize(
    ("precision", "scale"), [(1, 0), (2, 2), (5, 2), (12, 12), (40, 20), (3, 0)]
)
def test_decimals_keep_their_digits(salt: int, precision: int, scale: int) -> None:
    pool = decimals(salt, precision, scale, str)
    for value in pool.everything():
        number = Decimal(str(value))
        assert number.copy_abs() < Decimal(10) ** (precision - scale)
        assert (Fraction(number) * 10**scale).denominator == 1
    assert Decimal("9" * precision).scaleb(-scale, Context(precision)) in [
        Decimal(str(value)) for value in pool.hard
    ]
    assert len(pool.plain) >= 8


@pytest.mark.parametrize("literal", ["too long", "a\0b", "\ud800", 5, None, b"x"])
def test_texts_take_no_literal_that_cannot_be_stored(literal: object) -> None:
    assert texts(1, 5).takes(literal) is None
    assert texts(1, 5).takes("fits") == "fits"


@pytest.mark.parametrize("salt", SALTS)
def test_integers_stay_in_bounds(salt: int) -> None:
    pool = integers(salt, -128, 127)
    assert all(-128 <= int(str(value)) <= 127 for value in pool.everything())
    assert pool.takes(127) == 127
    assert pool.takes(128) is None
    assert pool.takes(True) is None
    assert pool.takes("x") is None
    assert pool.takes("--21") is None
    assert pool.takes(" +21 ") == 21


def test_every_pool_is_the_same_in_every_process() -> None:
    assert salt_of(1, None, "users", "email") == 566_655_932
    assert texts(5, None).plain[:2] == ("fjord 15", "grove 16")


@pytest.mark.parametrize(
    "pool",
    [
        moments.dates(3),
        moments.stamps(3),
        moments.times(3),
        documents.uuids(3),
        documents.documents(3),
    ],
)
def test_values_differ(pool: Pool) -> None:
    assert len(set(pool.plain)) == len(pool.plain)


def test_choices_begin_elsewhere_and_take_their_labels() -> None:
    pool = choices(("a", "b", "c"), 4)
    assert pool.plain == ("b", "c", "a")
    assert pool.takes("c") == "c"
    assert pool.takes("d") is None


def test_documents_follow_the_default() -> None:
    assert str(documents.documents(1, listed=True).plain[0]).startswith("[{")
    assert documents.documents(1).takes("old") == '{"old": "old"}'
    assert documents.documents(1).takes('{"a": 1}') == '{"a": 1}'


def test_postgresql_types_are_found_by_their_full_name() -> None:
    types = {
        "date": TypeFacts("e", labels=("x",)),
        'app."Mood"': TypeFacts("e", labels=("sad", "ok")),
        "cents": TypeFacts("d", base="numeric(5,2)"),
    }
    mood = postgresql_pool('app."Mood"[]', types, 0)
    assert mood is not None
    assert mood.plain == ('{"sad","ok"}', '{"ok","sad"}')
    cents = postgresql_pool("cents", types, 0)
    assert cents is not None
    assert "999.99" in cents.hard
    assert postgresql_pool("geometry(Point,4326)", {}, 0) is None
    assert postgresql_pool("unheard_of[]", {}, 0) is None


@pytest.mark.parametrize(
    ("type_", "name", "length"),
    [("CHAR(32)", "id", 32), ("UUID", "id", 36), ("VARCHAR(36)", "user_uuid", 36)],
)
def test_sqlite_uuids(type_: str, name: str, length: int) -> None:
    assert {len(str(value)) for value in sqlite_pool(type_, 1, name).plain} == {length}


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("INTEGER", int),
        ("BOOLEAN", int),
        ("DOUBLE PRECISION", float),
        ("VARCHAR(20)", str),
        ("NATIVE CHARACTER(70)", str),
        ("BLOB", bytes),
        ("", str),
        ("DATETIME", str),
        ("JSON", str),
        ("TIMESTAMP(6) WITH TIME ZONE", str),
    ],
)
def test_sqlite_types_by_affinity(type_: str, kind: type) -> None:
    assert {type(value) for value in sqlite_pool(type_, 9).everything()} == {kind}


@pytest.mark.parametrize("size", [2, 5, 10, 23, 40])
def test_some_text_ends_in_a_blank_but_where_the_type_pads(size: int) -> None:
    assert any(str(value).endswith(" ") for value in texts(7, size).hard)
    assert not any(str(value).endswith(" ") for value in texts(7, size, padded=True).hard)

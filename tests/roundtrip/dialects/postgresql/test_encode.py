"""Values of Python as PostgreSQL reads them."""

from __future__ import annotations

import enum
import json
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from ipaddress import ip_address
from uuid import UUID

import pytest

from alembic_mrt.roundtrip.dialects.base import Session
from alembic_mrt.roundtrip.dialects.postgresql.encode import encode


class Colour(str, enum.Enum):
    RED = "red"


UNIQUE = UUID("12345678-1234-5678-1234-567812345678")
EQUAL = {
    "boolean": (True, "true"),
    "integer": (-7, "-7"),
    "numeric": (Decimal("1.50"), "1.50"),
    "double precision": (0.1, "0.1"),
    "bytea": (b"\x00'", r"'\x0027'"),
    "date": (date(2020, 2, 29), "'2020-02-29'"),
    "time": (time(23, 59, 1), "'23:59:01'"),
    "timestamptz": (datetime(2020, 1, 1, 3, tzinfo=timezone.utc), "'2020-01-01 04:00+01'"),
    "interval": (timedelta(days=-1, hours=3, microseconds=5), "'-21:00:00' + '5 us'::interval"),
    "uuid": (UNIQUE, f"'{UNIQUE}'"),
    "inet": (ip_address("::1"), "'::1'"),
    "jsonb": ({"a": [1, None, "x"]}, """'{"a": [1, null, "x"]}'"""),
    "text[]": (
        ['a "b', "c\\d", None, "", "NULL", "x,y"],
        "ARRAY['a \"b','c\\d',NULL,'','NULL','x,y']",
    ),
    "integer[]": ([[1, 2], [3, 4]], "ARRAY[[1,2],[3,4]]"),
    "boolean[]": ([True, None], "ARRAY[true,NULL]"),
}


@pytest.mark.postgresql
@pytest.mark.parametrize("type_", EQUAL)
def test_the_server_reads_the_value(postgresql_session: Session, type_: str) -> None:
    value, literal = EQUAL[type_]
    sql = f"SELECT %s::{type_} = ({literal})::{type_}"
    assert postgresql_session.query(sql, [encode(value, type_)]) == [(True,)]


def test_none_is_null_and_a_list_is_json_elsewhere() -> None:
    assert encode(None, "text") is None
    assert json.loads(str(encode([1, "x"], "jsonb"))) == [1, "x"]


@pytest.mark.parametrize("value", [object(), {1}, Colour.RED])
def test_a_type_that_is_not_stored(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        encode(value, "text")


@pytest.mark.parametrize("value", ["a\0b", "\ud800"])
def test_a_text_that_cannot_be_sent(value: str) -> None:
    with pytest.raises(ValueError, match=r"NUL|surrogates"):
        encode(value, "text")

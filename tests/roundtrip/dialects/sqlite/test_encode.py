"""Values of Python as SQLAlchemy stores them in SQLite."""

from __future__ import annotations

import enum
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from alembic_mrt.roundtrip.dialects.sqlite.encode import encode


class Colour(str, enum.Enum):
    RED = "red"


UNIQUE = UUID("12345678-1234-5678-1234-567812345678")
STORED = [
    (sa.Boolean(), True),
    (sa.Integer(), -7),
    (sa.Float(), 0.1),
    (sa.Text(), "x"),
    (sa.LargeBinary(), b"\x00x"),
    (sa.Numeric(10, 2), Decimal("1.50")),
    (sa.Date(), date(2020, 2, 29)),
    (sa.Time(), time(23, 59, 1)),
    (sa.DateTime(), datetime(2020, 1, 1, 3, 4, 5)),
    (sa.JSON(), {"a": [1, None]}),
    (sa.Uuid(), UNIQUE),
    (sa.String(36), str(UNIQUE)),
]


@pytest.mark.parametrize(("type_", "value"), STORED, ids=str)
def test_a_value_is_stored_as_sqlalchemy_does(
    type_: sa.types.TypeEngine[object], value: object, tmp_path: Path
) -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("v", type_))
    engine = sa.create_engine(f"sqlite:///{tmp_path}/t.db")
    declared = type_.compile(engine.dialect)
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), {"v": value})
        connection.exec_driver_sql("INSERT INTO t VALUES (?)", (encode(value, declared),))
        rows = connection.exec_driver_sql("SELECT typeof(v), v FROM t").all()
    engine.dispose()
    assert rows[0] == rows[1]


@pytest.mark.parametrize("value", [object(), {1}, Colour.RED])
def test_a_type_that_is_not_stored(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        encode(value, "TEXT")


@pytest.mark.parametrize("value", [2**63, "\ud800", Decimal(2**70)])
def test_a_value_that_cannot_be_sent(value: object) -> None:
    with pytest.raises(ValueError, match=r"beyond|surrogates"):
        encode(value, "TEXT")

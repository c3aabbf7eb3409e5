from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.roundtrip.compare import schema_findings
from alembic_mrt.roundtrip.dialects import dialect_for

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Session


@pytest.mark.parametrize("name", ["user_version", "application_id"])
def test_what_a_downgrade_does_not_take_back_is_seen(sqlite_session: Session, name: str) -> None:
    dialect = dialect_for("sqlite")
    before = dialect.read_schema(sqlite_session, frozenset())
    sqlite_session.execute(f"PRAGMA {name} = 7")
    (found,) = schema_findings(before, dialect.read_schema(sqlite_session, frozenset()), "r1")
    assert found.code == "MRT303"
    assert found.message == f"PRAGMA {name} came back as 7, it was 0"
    assert found.remedy == f"Restore it in downgrade() as it was: PRAGMA {name}."
    sqlite_session.execute(f"PRAGMA {name} = 0")
    assert schema_findings(before, dialect.read_schema(sqlite_session, frozenset()), "r1") == ()

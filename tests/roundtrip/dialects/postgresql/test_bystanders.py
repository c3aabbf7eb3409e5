"""Objects of every class that stand beside a revision: it is not blamed for any of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.config import MRTConfig
from alembic_mrt.roundtrip.dialects import dialect_for
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip
from tests.roundtrip.dialects.postgresql.objects import examples
from tests.roundtrip.dialects.postgresql.objects.example import ROLES, Example, servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from alembic_mrt.roundtrip.dialects.base import Session

pytestmark = pytest.mark.postgresql

ALONE = ("event trigger", "extension", "tablespace")
"""An event trigger lets no statement be told apart; the others belong to no schema."""

BETWEEN = (
    (
        execute(
            "CREATE TABLE widgets (id int PRIMARY KEY, label text, weight int)",
            "CREATE TYPE shade AS ENUM ('dark')",
            "CREATE TABLE gadgets (id serial PRIMARY KEY, tint shade)",
            "CREATE SEQUENCE numberer",
        ),
        execute(
            "DROP SEQUENCE numberer",
            "DROP TABLE gadgets",
            "DROP TYPE shade",
            "DROP TABLE widgets",
        ),
    ),
    (
        execute("ALTER TABLE widgets ADD heavy bool", "UPDATE widgets SET heavy = weight > 10"),
        execute("ALTER TABLE widgets DROP heavy"),
    ),
    (
        execute("CREATE TABLE pieces (id serial PRIMARY KEY, widget int REFERENCES widgets)"),
        execute("DROP TABLE pieces"),
    ),
    (
        execute("CREATE INDEX ix_widgets ON widgets (label)", "GRANT SELECT ON widgets TO writer"),
        execute("REVOKE SELECT ON widgets FROM writer", "DROP INDEX ix_widgets"),
    ),
    (
        execute("ALTER TABLE widgets RENAME label TO caption"),
        execute("ALTER TABLE widgets RENAME caption TO label"),
    ),
    (
        execute("ALTER TABLE pieces RENAME TO portions"),
        execute("ALTER TABLE portions RENAME TO pieces"),
    ),
    (
        execute("ALTER TYPE shade ADD VALUE 'light'"),
        execute(
            "ALTER TYPE shade RENAME TO was",
            "CREATE TYPE shade AS ENUM ('dark')",
            "UPDATE gadgets SET tint = 'dark' WHERE tint::text = 'light'",
            "ALTER TABLE gadgets ALTER tint TYPE shade USING tint::text::shade",
            "DROP TYPE was",
        ),
    ),
    (execute("SELECT setval('numberer', 500)"), ""),
    (
        execute("ALTER SEQUENCE numberer INCREMENT BY 5"),
        execute("ALTER SEQUENCE numberer INCREMENT BY 1"),
    ),
)


def _scripts(session: Session) -> Iterator[tuple[Example, str]]:
    """Yield the examples that can stand beside each other, each in a schema of its own."""
    newest = servers()[0].major
    for number, example in enumerate(examples()):
        if example.since > newest or example.kind in ALONE:
            continue
        sql = (
            f"CREATE SCHEMA e{number}; SET search_path = e{number}, public; "
            f"{example.before}; {example.make}; RESET search_path;"
        )
        # Those are names of the whole database.
        sql = re.sub(r"\b(WRAPPER|SERVER) (\w+)", rf"\1 \g<2>{number}", sql)
        try:
            with session.transaction():
                session.execute(sql)
        except dialect_for("postgresql").facts().errors:
            continue
        yield example, sql


def test_nothing_is_said_of_them(tmp_path: Path, postgresql_session: Session) -> None:
    beside = list(_scripts(postgresql_session))
    kinds = {example.kind for example, _ in beside}
    assert {e.kind for e in examples()} - kinds <= {*ALONE}
    setup = tmp_path / "setup.sql"
    setup.write_text(ROLES + "".join(sql for _, sql in beside), encoding="utf-8")
    report = round_trip(tmp_path, *BETWEEN, settings=MRTConfig(setup=setup))
    said = {r.revision: [f.message for f in r.findings] for r in report.results}
    assert {r.verdict.value for r in report.results} == {"reversible"}, said
    assert not any(said.values())

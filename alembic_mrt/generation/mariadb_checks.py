"""CHECKs that stand in the definition of a column of MariaDB, which reflection does not tell.

JSON is one of them: an alias of LONGTEXT with ``json_valid`` of the column (MariaDB documentation,
"JSON Data Type"), and reflected as LONGTEXT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from alembic_mrt.generation.check_back import CheckBack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from alembic_mrt.generation.losses import Loss

_QUERY = sa.text("""
SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS
WHERE LEVEL = 'Column' AND TABLE_NAME = :table
    AND CONSTRAINT_SCHEMA = coalesce(:schema, database())
""")


def restore_column_checks(loss: Loss, connection: Connection) -> list[CheckBack]:
    """Give columns that come back their type JSON, and return what creates other checks on them."""
    if not getattr(connection.dialect, "is_mariadb", False):
        return []
    rows = connection.execute(_QUERY, {"table": loss.table, "schema": loss.schema})
    clauses = {str(column): str(clause) for column, clause in rows}
    return list(_restored(loss, clauses))


def _restored(loss: Loss, clauses: dict[str, str]) -> Iterator[CheckBack]:
    for column in loss.columns:
        clause = clauses.get(column.name, "")
        if clause.lower() == f"json_valid(`{column.name.lower()}`)":
            column.type = sa.JSON()
        elif clause:
            yield CheckBack(column.name, loss.table, clause, loss.schema)

"""Count the rows, and touch every table"""

import json
from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "touches"
down_revision = "creates"

TABLES = r"""
SELECT c.oid::regclass::text, format('%I.%I', n.nspname, c.relname),
    CASE WHEN c.relkind = 'r' THEN 'ONLY ' ELSE '' END, c.relispartition,
    NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid),
    ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
    AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' ORDER BY 1
"""


def execute(sql):
    return op.get_bind().execute(text(sql.replace(":", "\\:")))


def count(step):
    """Note how many rows each table holds, and which of its columns are NULL in all of them."""
    found = {}
    for name, quoted, only, is_part, _, columns in execute(TABLES).all():
        counts = ", ".join(["count(*)", *(f"count({column})" for column in columns)])
        rows, *filled = execute(f"SELECT {counts} FROM {only}{quoted}").one()
        empty = [c for c, number in zip(columns, filled) if not number]
        found[name] = {"rows": rows, "empty": empty, "part": is_part}
    with Path(__file__).parents[1].joinpath("counts").open("a", encoding="utf-8") as file:
        file.write(json.dumps([step, found]) + "\n")


def alter(change):
    for _, quoted, _, _, is_root, _ in execute(TABLES).all():
        if is_root:
            execute(f"ALTER TABLE {quoted} {change}")


def upgrade():
    count("upgrade")
    alter("ADD added_later text")


def downgrade():
    count("downgrade")
    alter("DROP added_later")

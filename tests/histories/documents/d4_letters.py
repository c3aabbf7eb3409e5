# expect: reversible
"""texts of which the table asks that they are JSON"""

from alembic import op

revision = "d4"
down_revision = "d3"

CHECKS = {"postgresql": "body::json IS NOT NULL", "sqlite": "json_valid(body)"}


def upgrade():
    check = CHECKS[op.get_context().dialect.name]
    for table in ("letters", "notes"):
        op.execute(
            f"CREATE TABLE {table} (id integer PRIMARY KEY, body text NOT NULL, "
            f"CONSTRAINT ck_{table} CHECK ({check}))"
        )


def downgrade():
    op.drop_table("notes")
    op.drop_table("letters")

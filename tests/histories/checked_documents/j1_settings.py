# expect: reversible
"""a CHECK that speaks of a key and of what is beneath it"""

from alembic import op

revision = "j1"
down_revision = None

SHAPE = {
    "postgresql": (
        "jsonb_typeof(doc -> 'ui') = 'object' AND (doc #> '{ui,theme}' IS NULL"
        " OR jsonb_typeof(doc #> '{ui,theme}') = 'string')"
    ),
    "sqlite": (
        "json_type(doc, '$.ui') = 'object' AND (json_type(doc, '$.ui.theme') IS NULL"
        " OR json_type(doc, '$.ui.theme') = 'text')"
    ),
}


def upgrade():
    dialect = op.get_context().dialect.name
    op.execute(
        "CREATE TABLE settings (id INTEGER PRIMARY KEY,"
        f" doc {'jsonb' if dialect == 'postgresql' else 'JSON'} NOT NULL,"
        f" CONSTRAINT ck_shape CHECK ({SHAPE[dialect]}))"
    )


def downgrade():
    op.drop_table("settings")

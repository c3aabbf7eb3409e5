# expect: reversible
"""pages, in which a CHECK keeps a key free; of a list it is unknown"""

from alembic import op

revision = "j4"
down_revision = "j3"

TABLE = (
    "CREATE TABLE pages (id integer PRIMARY KEY, doc jsonb NOT NULL, CONSTRAINT ck_page CHECK"
    " (jsonb_typeof(doc -> 'ui') = 'object' AND doc -> 'extra' IS NULL))"
)


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute(TABLE)


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.drop_table("pages")

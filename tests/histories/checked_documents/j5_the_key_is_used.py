# expect: reversible
"""the key is given to each document, and taken out again"""

from alembic import op

revision = "j5"
down_revision = "j4"

CHECK = "ALTER TABLE pages ADD CONSTRAINT ck_page CHECK (jsonb_typeof(doc -> 'ui') = 'object'{})"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE pages DROP CONSTRAINT ck_page")
        op.execute("""UPDATE pages SET doc = doc || '{"extra": 1}'""")
        op.execute(CHECK.format(""))


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE pages DROP CONSTRAINT ck_page")
        op.execute("UPDATE pages SET doc = doc - 'extra'")
        op.execute(CHECK.format(" AND doc -> 'extra' IS NULL"))

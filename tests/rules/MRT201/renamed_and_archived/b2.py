import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users RENAME COLUMN phone TO Legacy")
    op.execute("CREATE TABLE old_phones AS SELECT id, Legacy FROM users")
    op.execute("ALTER TABLE users DROP COLUMN Legacy")


def downgrade():
    op.execute("ALTER TABLE users ADD COLUMN phone VARCHAR(30)")
    op.execute("UPDATE users SET phone = (SELECT o.legacy FROM old_phones o WHERE o.id = users.id)")
    op.execute("DROP TABLE old_phones")

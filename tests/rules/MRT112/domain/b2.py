from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DOMAIN slug AS varchar(80) CHECK (VALUE = lower(VALUE))")
    op.execute("ALTER TABLE posts ALTER COLUMN slug TYPE slug")


def downgrade():
    op.execute("ALTER TABLE posts ALTER COLUMN slug TYPE varchar(80)")
    op.execute("DROP DOMAIN slug")

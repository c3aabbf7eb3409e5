import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("born", sa.Date()))  # expect: MRT129 note
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_email")
        op.execute("CREATE INDEX CONCURRENTLY ix_email ON users (email)")


def downgrade():
    op.execute("DROP INDEX ix_email")
    op.drop_column("users", "born")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("born", sa.Date()), if_not_exists=True)
    op.alter_column("users", "credit", nullable=False)
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_email")
        op.execute("CREATE INDEX CONCURRENTLY ix_email ON users (email)")


def downgrade():
    op.alter_column("users", "credit", nullable=True)
    op.drop_index("ix_email", table_name="users", if_exists=True)
    op.drop_column("users", "born", if_exists=True)

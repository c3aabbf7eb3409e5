import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix_email ON users (email)")  # expect: MRT129 note
    op.add_column("users", sa.Column("born", sa.Date()))


def downgrade():
    op.drop_column("users", "born")
    op.drop_index("ix_email", table_name="users")

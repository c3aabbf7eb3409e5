import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'calm'")
    op.add_column("users", sa.Column("born", sa.Date()))


def downgrade():
    op.drop_column("users", "born")

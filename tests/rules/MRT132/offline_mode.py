import sqlalchemy as sa
from alembic import op
from alembic import context

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("fax", sa.String(40)))


def downgrade():
    if not context.is_offline_mode():
        op.drop_column("users", "fax")

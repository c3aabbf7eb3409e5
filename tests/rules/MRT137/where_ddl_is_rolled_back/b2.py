import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("born", sa.Date()))
    op.create_index("ix_email", "users", ["email"], unique=True)


def downgrade():
    op.drop_index("ix_email", table_name="users")
    op.drop_column("users", "born")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", server_default="x")


def downgrade():
    op.alter_column("users", "name", server_default=None)

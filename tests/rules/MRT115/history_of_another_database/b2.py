from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "a", nullable=False)


def downgrade():
    op.alter_column("users", "a", nullable=True)

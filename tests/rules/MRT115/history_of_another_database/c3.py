from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.alter_column("users", "b", nullable=False)


def downgrade():
    op.alter_column("users", "b", nullable=True)

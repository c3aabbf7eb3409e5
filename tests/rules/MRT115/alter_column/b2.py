from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "a", nullable=False)  # expect: MRT115 error


def downgrade():
    op.alter_column("users", "a", nullable=True)  # expect: MRT115 error

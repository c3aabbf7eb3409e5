from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_email", "users", ["email"])  # expect: MRT122 error


def downgrade():
    pass

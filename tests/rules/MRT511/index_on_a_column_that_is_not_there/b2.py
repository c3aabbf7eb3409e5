from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_nmae", "users", ["nmae"])  # expect: MRT511 error


def downgrade():
    op.drop_index("ix_users_nmae", "users")

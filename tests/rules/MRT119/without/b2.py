from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_users_name", "users", ["name"])
    op.create_index("ix_users_a", "users", ["a"])


def downgrade():
    op.drop_index("ix_users_a")  # expect: MRT119 error
    op.drop_constraint("uq_users_name", "users")  # expect: MRT119 error

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_users_name", "users", ["name"])
    op.create_index("ix_users_a", "users", ["a"])


def downgrade():
    op.drop_index("ix_users_a", table_name="users")
    op.drop_constraint("uq_users_name", "users", type_="unique")

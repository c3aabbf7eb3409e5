from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_users_name", "users", ["name"])  # expect: MRT115 error


def downgrade():
    op.drop_constraint("uq_users_name", "users")  # expect: MRT115 error

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_nothing", table_name="users")  # expect: MRT511 error


def downgrade():
    op.create_index("ix_nothing", "users", ["name"])

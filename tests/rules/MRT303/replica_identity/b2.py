from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users REPLICA IDENTITY FULL")
    op.create_index("ix_again", "users", ["name"])


def downgrade():  # expect: MRT303 error
    op.drop_index("ix_again", table_name="users")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE scratch AS SELECT * FROM users")
    op.drop_table("scratch")
    op.create_index("ix_users_name", "users", ["name"])


def downgrade():  # expect: MRT102 error
    pass

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_users_name", table_name="users", if_exists=True)


def downgrade():
    pass

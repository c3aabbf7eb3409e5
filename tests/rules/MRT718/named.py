from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_users_name", "users", ["name"])


def downgrade():
    op.drop_constraint("uq_users_name", "users", type_="unique")

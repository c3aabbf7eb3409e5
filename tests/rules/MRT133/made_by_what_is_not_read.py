from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(open("/srv/users.sql").read())


def downgrade():
    op.drop_table("users")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET state = 'disabled' WHERE state = 'inactive'")


def downgrade():
    op.execute("UPDATE users SET state = 'inactive' WHERE state = 'disabled'")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET name = '12:30' WHERE id::text = '1'")


def downgrade():
    op.execute("UPDATE users SET name = ''")

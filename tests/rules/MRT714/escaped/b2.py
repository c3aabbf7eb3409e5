from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(r"UPDATE users SET name = 'a \:b'")


def downgrade():
    op.execute("UPDATE users SET name = ''")

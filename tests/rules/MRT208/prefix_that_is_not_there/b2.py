from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET name = 'n:' || name")


def downgrade():
    op.execute("UPDATE users SET name = substr(name, 3)")  # expect: MRT208 warning

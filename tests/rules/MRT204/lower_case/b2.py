from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET email = lower(email)")  # expect: MRT204 error


def downgrade():
    op.execute("UPDATE users SET email = upper(email)")

from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE users SET email = lower(email)")


def downgrade():  # expect: MRT102 error
    pass

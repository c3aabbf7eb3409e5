from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE users SET city = 'Bern' WHERE city IS NULL")


def downgrade():  # expect: MRT102 warning
    pass

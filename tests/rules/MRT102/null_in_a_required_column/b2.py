from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET name = '' WHERE name IS NULL")


def downgrade():
    pass

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO settings (name) SELECT 'limit' WHERE false")


def downgrade():
    pass

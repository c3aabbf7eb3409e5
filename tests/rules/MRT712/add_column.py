from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE users ADD COLUMN nickname VARCHAR(40)")  # expect: MRT712 note


def downgrade():
    op.drop_column("users", "nickname")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET credit = credit + 10")  # expect: MRT204 error


def downgrade():
    op.execute("UPDATE users SET credit = credit - 1")

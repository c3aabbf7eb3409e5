from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER DOMAIN pct DROP CONSTRAINT pct_range")


def downgrade():
    op.execute("UPDATE scores SET v = 100 WHERE v > 100")
    op.execute(
        "ALTER DOMAIN pct ADD CONSTRAINT pct_range CHECK (VALUE < 101)"
    )

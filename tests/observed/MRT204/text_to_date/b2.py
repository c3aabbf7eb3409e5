from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE items ALTER COLUMN quantity TYPE date USING quantity::date")


def downgrade():
    op.execute("ALTER TABLE items ALTER COLUMN quantity TYPE VARCHAR(20) USING quantity::text")  # expect: MRT204 error

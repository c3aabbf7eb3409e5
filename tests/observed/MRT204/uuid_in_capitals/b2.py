from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE items ALTER COLUMN item_uuid TYPE uuid USING item_uuid::uuid")


def downgrade():
    op.execute("ALTER TABLE items ALTER COLUMN item_uuid TYPE VARCHAR(36) USING item_uuid::text")  # expect: MRT204 error

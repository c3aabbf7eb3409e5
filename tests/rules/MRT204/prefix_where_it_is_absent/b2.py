from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(  # expect: MRT204 warning
        "UPDATE products SET sku = 'SKU-' || sku WHERE sku NOT LIKE 'SKU-%'"
    )


def downgrade():
    op.execute("UPDATE products SET sku = substr(sku, 5) WHERE sku LIKE 'SKU-%'")

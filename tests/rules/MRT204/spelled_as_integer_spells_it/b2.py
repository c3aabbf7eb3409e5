from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("ck_items_quantity", "items", type_="check")
    op.execute("ALTER TABLE items ALTER COLUMN quantity TYPE INTEGER USING quantity::integer")
    op.execute("ALTER TABLE items ADD CONSTRAINT ck_items_few CHECK (quantity BETWEEN 1 AND 9999)")


def downgrade():
    op.execute("ALTER TABLE items DROP CONSTRAINT ck_items_few")
    op.execute("ALTER TABLE items ALTER COLUMN quantity TYPE VARCHAR(9) USING quantity::varchar")
    op.create_check_constraint("ck_items_quantity", "items", "quantity ~ '^[1-9][0-9]*$'")

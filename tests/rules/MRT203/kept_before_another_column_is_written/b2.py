from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(
        "CREATE TABLE put_away AS SELECT o.id, o.customer_id, o.status, o.qty "
        "FROM orders o WHERE o.status = 'done'"
    )
    op.execute("UPDATE orders SET qty = qty + 1")
    op.execute("DELETE FROM orders WHERE status = 'done'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, customer_id, status, qty) "
        "SELECT id, customer_id, status, qty FROM put_away"
    )
    op.execute("UPDATE orders SET qty = qty - 1 WHERE id NOT IN (SELECT id FROM put_away)")
    op.drop_table("put_away")

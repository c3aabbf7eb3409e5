from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(
        "CREATE TABLE put_away AS SELECT o.id, o.customer_id, o.status, o.qty "
        "FROM orders o WHERE o.customer_id IS NOT NULL"
    )
    op.execute("DELETE FROM orders WHERE customer_id IS NOT NULL")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, customer_id, status, qty) "
        "SELECT o.id, o.customer_id, o.status, o.qty "
        "FROM put_away o JOIN customers c ON c.id = o.customer_id"
    )
    op.drop_table("put_away")

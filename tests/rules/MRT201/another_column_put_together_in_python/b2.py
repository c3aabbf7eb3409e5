import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("people", sa.Column("address", sa.String(160)))
    conn = op.get_bind()
    for row in conn.execute(sa.text("SELECT id, street, tags FROM people")).fetchall():
        update = sa.text("UPDATE people SET address = :a WHERE id = :i")
        conn.execute(update, {"a": row.street, "i": row.id})
    op.drop_column("people", "street")  # expect: MRT201 note


def downgrade():
    op.add_column("people", sa.Column("street", sa.String(80)))
    conn = op.get_bind()
    for row in conn.execute(sa.text("SELECT id, address FROM people")).fetchall():
        street = row.address
        update = sa.text("UPDATE people SET street = :s, tags = :t WHERE id = :i")
        conn.execute(update, {"s": street, "t": street.lower(), "i": row.id})
    op.drop_column("people", "address")

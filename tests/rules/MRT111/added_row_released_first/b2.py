from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO states (code, label) VALUES ('refunded', 'Refunded')")


def downgrade():
    op.execute("UPDATE orders SET state = 'new' WHERE state = 'refunded'")
    op.execute("DELETE FROM states WHERE code = 'refunded'")

# dialect: postgresql
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE ev_2024 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
    op.execute("ALTER TABLE ev DETACH PARTITION ev_2024")


def downgrade():  # expect: MRT301 error
    op.execute("ALTER TABLE ev ALTER COLUMN kind DROP NOT NULL")

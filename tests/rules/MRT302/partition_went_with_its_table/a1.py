# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE ev (at date NOT NULL, kind text) PARTITION BY RANGE (at)")
    op.execute("CREATE TABLE ev_2024 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind)")
    op.execute("CREATE TABLE ev_2024_web PARTITION OF ev_2024 FOR VALUES IN ('web')")


def downgrade():
    op.execute("DROP TABLE ev")

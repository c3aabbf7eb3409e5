# dialect: postgresql
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DROP TABLE ev")


def downgrade():  # expect: MRT302 error
    op.execute("CREATE TABLE ev (at date NOT NULL, kind text) PARTITION BY RANGE (at)")
    op.execute("CREATE TABLE ev_2024 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind)")

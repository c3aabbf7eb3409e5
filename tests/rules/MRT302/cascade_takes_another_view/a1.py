# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("n", sa.Integer()),
    )
    op.execute("CREATE VIEW v1 AS SELECT id, n FROM t")
    op.execute("CREATE VIEW v2 AS SELECT id FROM v1")


def downgrade():
    op.execute("DROP VIEW v2")
    op.execute("DROP VIEW v1")
    op.drop_table("t")

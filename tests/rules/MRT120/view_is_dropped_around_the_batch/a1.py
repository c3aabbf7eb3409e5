# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "meters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("v", sa.Integer()),
    )
    op.execute("CREATE VIEW v_meters AS SELECT id, v FROM meters")


def downgrade():
    op.execute("DROP VIEW v_meters")
    op.drop_table("meters")

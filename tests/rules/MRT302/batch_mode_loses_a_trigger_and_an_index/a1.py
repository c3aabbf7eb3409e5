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
    op.execute(
        "CREATE TRIGGER trg_meters AFTER INSERT ON meters BEGIN "
        "UPDATE meters SET v = coalesce(v, 0) WHERE id = new.id; END"
    )
    op.execute("CREATE UNIQUE INDEX ix_meters_abs ON meters (abs(v))")


def downgrade():
    op.drop_table("meters")

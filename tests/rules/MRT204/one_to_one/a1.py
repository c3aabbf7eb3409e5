# no round trip: the old CHECK stands in the way of the first UPDATE, which is another fault
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(40)),
        sa.Column("credit", sa.Integer()),
        sa.CheckConstraint("name IN ('new', 'paid')", name="ck_name"),
    )


def downgrade():
    op.drop_table("users")

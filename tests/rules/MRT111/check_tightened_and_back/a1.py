# no round trip: a row that the new CHECK refuses stops the upgrade
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
        sa.CheckConstraint("credit >= 0", name="ck_credit"),
    )


def downgrade():
    op.drop_table("users")

# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.CheckConstraint("street NOT LIKE '%|%' AND town NOT LIKE '%|%'", name="ck_parts"),
    )


def downgrade():
    op.drop_table("addresses")

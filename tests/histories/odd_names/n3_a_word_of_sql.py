# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "n3"
down_revision = "n2"


def upgrade():
    op.create_table(
        "switches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("on", sa.Integer),
        sa.CheckConstraint('"on" IN (0, 1)', name="ck_on"),
    )


def downgrade():
    op.drop_table("switches")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"
depends_on = "c3"


def upgrade():
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fax_id", sa.Integer(), sa.ForeignKey("faxes.id")),
    )


def downgrade():
    op.drop_table("calls")

# round trip: postgresql
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(  # expect: MRT510 error
        "calls",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fax_id", sa.Integer(), sa.ForeignKey("faxes.id")),
    )


def downgrade():
    op.drop_table("calls")

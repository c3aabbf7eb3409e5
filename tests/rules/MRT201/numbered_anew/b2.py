import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("orgs", "position")  # expect: MRT201 warning


def downgrade():
    op.add_column(
        "orgs", sa.Column("position", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute(
        "UPDATE orgs SET position = n.place FROM "
        "(SELECT id, row_number() OVER (ORDER BY name) AS place FROM orgs) n WHERE n.id = orgs.id"
    )
    op.alter_column("orgs", "position", server_default=None)

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "spots",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("lat", sa.Integer()),
        sa.Column("lon", sa.Integer()),
    )


def downgrade():
    op.drop_table("spots")

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tags", sa.String(80)),
        sa.Column("street", sa.String(80)),
    )


def downgrade():
    op.drop_table("people")

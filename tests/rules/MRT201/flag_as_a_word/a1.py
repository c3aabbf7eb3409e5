import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("price", sa.Float()),
        sa.Column("urgent", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("products")

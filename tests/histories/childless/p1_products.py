# expect: reversible
"""products"""

import sqlalchemy as sa
from alembic import op

revision = "p1"
down_revision = None


def upgrade():
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
    )


def downgrade():
    op.drop_table("products")

# expect: reversible
"""nodes of a tree"""

import sqlalchemy as sa
from alembic import op

revision = "h3"
down_revision = "h2"


def upgrade():
    op.create_table(
        "nodes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("nodes.id", name="fk_nodes_parent")),
    )


def downgrade():
    op.drop_table("nodes")

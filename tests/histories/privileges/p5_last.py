# expect: reversible
"""Something after it"""

import sqlalchemy as sa
from alembic import op

revision = "p5"
down_revision = "p4"


def upgrade():
    op.create_table("v", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("v")

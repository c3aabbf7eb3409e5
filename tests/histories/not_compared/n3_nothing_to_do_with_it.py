# expect: reversible
# expect postgresql: reversible
"""Nothing is done to it"""

import sqlalchemy as sa
from alembic import op

revision = "n3"
down_revision = "n2"


def upgrade():
    op.create_table("u", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("u")

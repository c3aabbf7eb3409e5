# expect: reversible
# expect postgresql: unproven
"""A downgrade that drops what is not compared and was there before"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE oid = 4242")
    op.drop_table("t")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.BigInteger())  # expect: MRT120 error


def downgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.Integer())

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("price", type_=sa.BigInteger())  # expect: MRT140 error


def downgrade():
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("price", type_=sa.Integer())  # expect: MRT140 error

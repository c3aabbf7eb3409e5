import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("id", type_=sa.BigInteger())


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("id", type_=sa.Integer())

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.BigInteger())
    op.execute("CREATE VIEW v_meters AS SELECT id, v FROM meters")


def downgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.Integer())  # expect: MRT309 error
    op.execute("DROP VIEW v_meters")

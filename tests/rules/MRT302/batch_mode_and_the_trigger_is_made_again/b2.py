import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.BigInteger())
    op.execute(
        "CREATE TRIGGER trg_meters AFTER INSERT ON meters BEGIN "
        "UPDATE meters SET v = coalesce(v, 0) WHERE id = new.id; END"
    )


def downgrade():
    with op.batch_alter_table("meters") as batch:
        batch.alter_column("v", type_=sa.Integer())
    op.execute(
        "CREATE TRIGGER trg_meters AFTER INSERT ON meters BEGIN "
        "UPDATE meters SET v = coalesce(v, 0) WHERE id = new.id; END"
    )

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    table = sa.Table("notes", sa.MetaData(), sa.Column("id", sa.Integer(), primary_key=True), sa.Column("text", sa.String(20)))
    with op.batch_alter_table("notes", copy_from=table, recreate="always") as batch:
        batch.alter_column("text", type_=sa.String(40))


def downgrade():  # expect: MRT302 error
    with op.batch_alter_table("notes") as batch:
        batch.alter_column("text", type_=sa.String(20))

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("age")
        batch_op.add_column(sa.Column("age", sa.Text()))


def downgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("age")
        batch_op.add_column(sa.Column("age", sa.Integer()))

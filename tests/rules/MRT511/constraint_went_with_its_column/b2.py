import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("age")
        batch_op.drop_constraint("uq_age", type_="unique")  # expect: MRT511 error


def downgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer()))
        batch_op.create_check_constraint("ck_age", "age > 0")
        batch_op.create_unique_constraint("uq_age", ["age"])

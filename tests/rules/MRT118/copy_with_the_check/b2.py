import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    copied = sa.Table(
        "users",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("status", sa.String(5), nullable=False, server_default="new"),
        sa.CheckConstraint("status = 'new'", name="ck_users_status"),
    )
    with op.batch_alter_table("users", copy_from=copied) as batch:
        batch.drop_column("status")  # expect: MRT118 error


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("status", sa.String(5), nullable=False, server_default="new"))
        batch.create_check_constraint("ck_users_status", "status = 'new'")

# no round trip: the values are lost, which is another finding
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_column(
            "on", existing_type=sa.Boolean(create_constraint=True, name="ck_users_on")
        )


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("on", sa.Boolean(create_constraint=True, name="ck_users_on")))

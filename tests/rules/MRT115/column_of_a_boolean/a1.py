# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("a", sa.Boolean(create_constraint=True, name="ck_users_a")),
    )
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("name", sa.Text()))


def downgrade():
    op.drop_table("users")

# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None
OLD = sa.Enum("a", "b", name="ck_state", native_enum=False, create_constraint=True)


def upgrade():
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", OLD),
    )


def downgrade():
    op.drop_table("tasks")

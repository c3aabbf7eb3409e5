# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("age", sa.Integer()),
        sa.CheckConstraint("age > 0", name="ck_age"),
        sa.UniqueConstraint("age", name="uq_age"),
    )


def downgrade():
    op.drop_table("users")

# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "logins",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.Numeric(14, 3), nullable=False),
        sa.CheckConstraint("at BETWEEN 0 AND 2000000000", name="ck_logins_at"),
    )


def downgrade():
    op.drop_table("logins")

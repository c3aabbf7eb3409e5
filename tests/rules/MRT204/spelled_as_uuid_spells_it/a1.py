# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "devices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token", sa.String(36), nullable=False),
        sa.CheckConstraint("token = token::uuid::text", name="ck_devices_token"),
    )


def downgrade():
    op.drop_table("devices")

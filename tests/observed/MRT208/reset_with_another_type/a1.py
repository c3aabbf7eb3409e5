# dialect: postgresql
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "folders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("data", JSONB()),
    )


def downgrade():
    op.drop_table("folders")

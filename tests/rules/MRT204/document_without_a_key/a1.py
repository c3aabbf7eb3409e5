# dialect: postgresql
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "profiles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("prefs", JSONB(), nullable=False),
        sa.Column("photo", sa.LargeBinary()),
    )


def downgrade():
    op.drop_table("profiles")

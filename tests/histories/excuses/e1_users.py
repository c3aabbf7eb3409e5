# expect: reversible
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "e1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("credit", sa.Integer()),
        sa.Column("data", sa.JSON().with_variant(JSONB(), "postgresql")),
    )


def downgrade():
    op.drop_table("users")

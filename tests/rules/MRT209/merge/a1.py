# no round trip: SQLite has no MERGE
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(40)),
        sa.Column("credit", sa.Integer()),
    )


def downgrade():
    op.drop_table("users")

# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("title", sa.String(50)),
    )


def downgrade():
    op.drop_table("tickets")

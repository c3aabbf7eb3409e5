# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "d3"
down_revision = "d2"


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("mail", sa.String(80), nullable=False),
    )


def downgrade():
    op.drop_table("accounts")

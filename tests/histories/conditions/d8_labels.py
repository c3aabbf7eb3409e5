# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "d8"
down_revision = "d7"


def upgrade():
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
    )


def downgrade():
    op.drop_table("labels")

# expect: reversible
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE state AS ENUM ('new', 'old')")
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20)),
        sa.Column("state", postgresql.ENUM(name="state", create_type=False)),
    )


def downgrade():
    op.drop_table("product")
    op.execute("DROP TYPE state")

# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.Enum("open", "shut", name="state"), nullable=False),
    )


def downgrade():
    op.drop_table("jobs")
    op.execute("DROP TYPE state")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("state", sa.Enum("queued", "done", name="job_state")))


def downgrade():
    op.drop_table("jobs")

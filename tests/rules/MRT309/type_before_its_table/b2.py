import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("state", sa.Enum("queued", "done", name="job_state")))


def downgrade():
    op.execute("DROP TYPE job_state")  # expect: MRT309 error
    op.drop_table("jobs")

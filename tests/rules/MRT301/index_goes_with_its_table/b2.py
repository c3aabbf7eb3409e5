import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_jobs_id", "jobs", ["id"])


def downgrade():
    op.drop_table("jobs")

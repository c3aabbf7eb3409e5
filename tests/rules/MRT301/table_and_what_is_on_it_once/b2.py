import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_jobs_id", "jobs", ["id"])
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():  # expect: MRT301 error
    op.drop_column("users", "nickname")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("users", sa.Column("seen_at", sa.DateTime()))


def downgrade():
    op.drop_column("jobs", "seen_at")  # expect: MRT307 error
    op.drop_table("jobs")

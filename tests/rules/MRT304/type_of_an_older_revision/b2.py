import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("jobs", sa.Column("mood", sa.Enum("good", "bad", name="mood")))


def downgrade():
    op.drop_table("jobs")

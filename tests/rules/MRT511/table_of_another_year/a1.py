import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("events_2023", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("events_2023")

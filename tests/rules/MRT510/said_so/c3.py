import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "a1"


def upgrade():
    op.create_table("faxes", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("faxes")

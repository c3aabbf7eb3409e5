import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = None
branch_labels = ("faxes",)


def upgrade():
    op.create_table("faxes", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("faxes")

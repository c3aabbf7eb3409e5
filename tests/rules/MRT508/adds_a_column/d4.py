import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = ("b2", "c3")


def upgrade():
    op.add_column("users", sa.Column("mail", sa.Text()))  # expect: MRT508 note


def downgrade():
    op.drop_column("users", "mail")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("legacy", "note")  # expect: MRT201 error


def downgrade():
    op.add_column("legacy", sa.Column("note", sa.Text()))

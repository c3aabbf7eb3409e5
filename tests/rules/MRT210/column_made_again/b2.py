import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("settings", sa.Column("scope", sa.String(20)))


def downgrade():
    op.drop_column("settings", "scope")
    op.drop_column("settings", "value")  # expect: MRT210 error
    op.add_column("settings", sa.Column("value", sa.Text()))

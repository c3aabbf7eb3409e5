import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("settings", sa.Column("scope", sa.String(20)))


def downgrade():
    op.drop_column("settings", "scope")
    op.alter_column("settings", "value", new_column_name="value_new", existing_type=sa.Text())
    op.add_column("settings", sa.Column("value", sa.Text()))
    op.execute("UPDATE settings SET value = value_new")
    op.drop_column("settings", "value_new")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "settings_new",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("scope", sa.String(20)),
    )
    op.execute("INSERT INTO settings_new (id, key, value) SELECT id, key, value FROM settings")
    op.drop_table("settings")
    op.rename_table("settings_new", "settings")


def downgrade():
    op.create_table(
        "settings_old",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.Text()),
    )
    op.execute("INSERT INTO settings_old (id, key, value) SELECT id, key, value FROM settings")
    op.drop_table("settings")
    op.rename_table("settings_old", "settings")

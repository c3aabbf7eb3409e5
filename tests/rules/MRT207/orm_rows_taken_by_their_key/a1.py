import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(40)),
        sa.UniqueConstraint("key", name="uq_settings_key"),
    )


def downgrade():
    op.drop_table("settings")

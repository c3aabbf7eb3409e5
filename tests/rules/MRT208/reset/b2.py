import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("tier", sa.String(10)))
    op.execute("UPDATE users SET tier = 'old'")


def downgrade():
    op.execute("UPDATE users SET credit = 0 WHERE tier IS NULL OR tier <> 'old'")  # expect: MRT208 warning
    op.drop_column("users", "tier")

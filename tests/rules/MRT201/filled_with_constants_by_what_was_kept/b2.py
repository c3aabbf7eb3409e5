import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("reach", sa.String(30)))
    op.execute("UPDATE users SET reach = 'none' WHERE phone IS NULL")
    op.drop_column("users", "phone")  # expect: MRT201 note


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30), server_default="112"))
    op.execute("UPDATE users SET phone = NULL WHERE reach = 'none'")
    op.alter_column("users", "phone", server_default=None)
    op.drop_column("users", "reach")

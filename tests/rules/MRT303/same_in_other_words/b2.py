import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", type_=sa.Text(), server_default=None)
    op.execute("ALTER TABLE users ALTER COLUMN email DROP NOT NULL")


def downgrade():
    op.execute("ALTER TABLE users ALTER COLUMN email SET NOT NULL")
    op.alter_column("users", "name", type_=sa.VARCHAR(length=300), server_default=sa.text("'-'::character varying"))

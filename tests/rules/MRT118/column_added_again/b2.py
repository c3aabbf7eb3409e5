import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_column("status")
        batch.add_column(sa.Column("status", sa.String(9), nullable=False, server_default="new"))


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_column("status")
        batch.add_column(sa.Column("status", sa.String(5), nullable=False, server_default="new"))

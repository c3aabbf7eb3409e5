import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    metadata = sa.MetaData()
    sa.Table("users", metadata, sa.Column("id", sa.Integer(), primary_key=True))
    metadata.create_all(op.get_bind())


def downgrade():
    op.drop_table("users")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("new_tags", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("label", sa.String(20)))
    op.execute("INSERT INTO new_tags SELECT id, label FROM tags")
    op.drop_table("tags")
    op.rename_table("new_tags", "tags")


def downgrade():
    op.alter_column("tags", "id", type_=sa.Integer())

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("tags") as batch:
        batch.add_column(sa.Column("note", sa.String(9, collation="NOCASE")))
        batch.alter_column("name", type_=sa.String(50, collation="NOCASE"))


def downgrade():
    with op.batch_alter_table("tags") as batch:
        batch.drop_column("note")
        batch.alter_column("name", type_=sa.String(30, collation="NOCASE"))

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column(
        "c", sa.Column("at", sa.DateTime(), server_default=sa.func.current_timestamp())
    )
    with op.batch_alter_table("a") as batch:
        batch.add_column(sa.Column("note", sa.Text()))


def downgrade():
    with op.batch_alter_table("a") as batch:
        batch.drop_column("note")
    op.drop_table("c")

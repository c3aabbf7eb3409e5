import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("invites", sa.Column("id", sa.String(36), primary_key=True), sa.Column("note", sa.Text()))


def downgrade():
    op.get_bind().execute(sa.text("SELECT count(*) FROM users"))
    try:
        op.drop_table("invites")
    except Exception:
        print("not dropped")
        raise

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "invites",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(50)),
    )


def downgrade():
    count = op.get_bind().scalar(sa.text("SELECT count(*) FROM invites"))
    if count:
        raise RuntimeError(f"{count} invites would be lost")  # expect: MRT136 warning
    op.drop_table("invites")

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
    print(count)
    if op.get_bind().dialect.name == "oracle":
        raise RuntimeError("not on Oracle")
    op.drop_table("invites")

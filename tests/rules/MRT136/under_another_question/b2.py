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
    bind = op.get_bind()
    if "invites" not in sa.inspect(bind).get_table_names():
        return
    invite = bind.execute(sa.text("SELECT id FROM invites LIMIT 1")).first()
    if invite:
        raise RuntimeError("invites would be lost")  # expect: MRT136 warning
    op.drop_table("invites")

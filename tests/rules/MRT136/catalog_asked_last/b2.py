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
    print(bind.scalar(sa.text("SELECT count(*) FROM invites")))
    held = {row[1] for row in bind.execute(sa.text("PRAGMA table_info(invites)"))}
    if held != {"id", "email"}:
        raise RuntimeError("not the table that upgrade() made")
    op.drop_table("invites")

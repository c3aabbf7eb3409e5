import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "nicks",
        sa.Column("user_id", sa.Integer(), primary_key=True),
        sa.Column("nick", sa.String(30), nullable=False),
    )
    op.execute("INSERT INTO nicks (user_id, nick) SELECT id, nick FROM users WHERE nick <> ''")
    op.drop_column("users", "nick")  # expect: MRT201 warning


def downgrade():
    op.add_column("users", sa.Column("nick", sa.String(30), server_default=""))
    op.execute(
        "UPDATE users SET nick = (SELECT n.nick FROM nicks n WHERE n.user_id = users.id) "
        "WHERE EXISTS (SELECT 1 FROM nicks n WHERE n.user_id = users.id)"
    )
    op.drop_table("nicks")

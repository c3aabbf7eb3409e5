import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("bio", sa.Text()))
    op.add_column("users", sa.Column("avatar", sa.String(200)))
    op.execute(
        "UPDATE users SET bio = (SELECT p.bio FROM profiles p WHERE p.user_id = users.id), "
        "avatar = (SELECT p.avatar FROM profiles p WHERE p.user_id = users.id)"
    )
    op.drop_table("profiles")  # expect: MRT202 warning


def downgrade():
    op.create_table(
        "profiles",
        sa.Column(
            "user_id",
            sa.Integer(),
            sa.ForeignKey("users.id", name="fk_profiles_user"),
            primary_key=True,
        ),
        sa.Column("bio", sa.Text()),
        sa.Column("avatar", sa.String(200)),
    )
    op.execute(
        "INSERT INTO profiles (user_id, bio, avatar) "
        "SELECT id, bio, avatar FROM users WHERE bio IS NOT NULL OR avatar IS NOT NULL"
    )
    op.drop_column("users", "avatar")
    op.drop_column("users", "bio")

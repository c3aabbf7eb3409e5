import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))
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


def downgrade():
    op.drop_table("profiles")
    op.drop_table("users")

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "members_new",
        sa.Column("user_no", sa.Integer(), primary_key=True),
        sa.Column("group_no", sa.Integer(), primary_key=True),
        sa.Column("times", sa.Integer(), nullable=False),
    )
    op.execute(
        "INSERT INTO members_new (user_no, group_no, times) "
        "SELECT user_no, group_no, count(*) FROM members GROUP BY user_no, group_no"
    )
    op.drop_table("members")
    op.rename_table("members_new", "members")


def downgrade():
    op.create_table(
        "members_old",
        sa.Column("user_no", sa.Integer(), nullable=False),
        sa.Column("group_no", sa.Integer(), nullable=False),
    )
    bind = op.get_bind()
    for user, group, times in bind.execute(sa.text("SELECT * FROM members")).all():
        for _ in range(times):
            bind.execute(
                sa.text("INSERT INTO members_old (user_no, group_no) VALUES (:user, :group)"),
                {"user": user, "group": group},
            )
    op.drop_table("members")
    op.rename_table("members_old", "members")

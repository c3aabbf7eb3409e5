import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column(  # expect: MRT115 error
        "users", sa.Column("boss", sa.Integer(), sa.ForeignKey("users.id"))
    )
    op.add_column(
        "users",
        sa.Column("chief", sa.Integer(), sa.ForeignKey("users.id")),
        inline_references=True,
    )


def downgrade():
    op.drop_column("users", "chief")
    op.drop_column("users", "boss")  # expect: MRT115 error

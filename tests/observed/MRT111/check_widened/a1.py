import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("age", sa.Integer()),
        sa.CheckConstraint("age BETWEEN 18 AND 99", name="ck_users_age"),
    )


def downgrade():
    op.drop_table("users")

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300), server_default="-"),
        sa.Column("phone", sa.String(30)),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_index(
        "ix_users_name", "users", ["name"], postgresql_where=sa.text("phone IS NOT NULL")
    )


def downgrade():
    op.drop_table("users")

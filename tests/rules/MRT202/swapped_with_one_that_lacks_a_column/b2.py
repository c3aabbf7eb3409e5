import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.rename_table("users", "old_users")
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300)),
    )
    op.execute("INSERT INTO users (id, email, name) SELECT id, email, name FROM old_users")
    op.drop_table("old_users")  # expect: MRT202 error


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))

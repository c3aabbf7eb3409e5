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
        sa.Column("phone", sa.String(30)),
    )
    op.execute("INSERT INTO users (id, email, name, phone) SELECT id, email, name, phone FROM old_users")
    op.drop_table("old_users")


def downgrade():
    op.rename_table("users", "new_users")
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(300)),
        sa.Column("phone", sa.String(30)),
    )
    op.execute("INSERT INTO users (id, email, name, phone) SELECT id, email, name, phone FROM new_users")
    op.drop_table("new_users")

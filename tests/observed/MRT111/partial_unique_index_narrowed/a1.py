# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
    )
    op.create_index(
        "uq_email", "users", ["email"], unique=True, postgresql_where=sa.text("NOT deleted")
    )


def downgrade():
    op.drop_table("users")

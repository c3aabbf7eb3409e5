# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("hash", sa.String(60)),
        sa.Column("salt", sa.String(60)),
        sa.CheckConstraint("(hash IS NULL) = (salt IS NULL)", name="hash_with_salt"),
    )


def downgrade():
    op.drop_table("users")

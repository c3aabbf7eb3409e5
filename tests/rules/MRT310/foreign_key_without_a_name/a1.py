# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute(
        "CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER, "
        "FOREIGN KEY(user_id) REFERENCES users (id))"
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("users")

# expect: reversible
"""What the database holds as text has a type of its own in the code."""

import json

import sqlalchemy as sa
from alembic import op

revision = "t01"
down_revision = None


class Document(sa.TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else json.dumps(value)

    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(value)


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("status", sa.Enum("active", "gone", "locked", native_enum=False), nullable=False),
        sa.Column("settings", Document),
    )
    op.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, state VARCHAR(20) NOT NULL)")


def downgrade():
    op.drop_table("orders")
    op.drop_table("users")

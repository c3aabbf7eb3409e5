# expect: data lost
"""the same, which writes over what was there"""

from alembic import op

revision = "d3"
down_revision = "d2"


def upgrade():
    depth = 600 if op.get_context().dialect.name == "postgresql" else 6
    op.execute("UPDATE child SET name = 'nobody' WHERE " + "NOT " * depth + "(name IS NULL)")


def downgrade():
    pass

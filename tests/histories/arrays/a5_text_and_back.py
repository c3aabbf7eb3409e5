# expect: reversible
# expect postgresql: data lost
"""codes as text with commas"""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("ALTER TABLE posts ALTER COLUMN codes TYPE text USING array_to_string(codes, ',')")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute(
        "ALTER TABLE posts ALTER COLUMN codes TYPE integer[] USING string_to_array(codes, ',')::integer[]"
    )

# expect: data lost
"""inserts a row under a unique key, and deletes others with it"""

from alembic import op

revision = "c8"
down_revision = "c7"


def upgrade():
    op.execute("INSERT INTO members (email, role) VALUES ('robot@example.org', 'robot')")


def downgrade():
    op.execute("DELETE FROM members WHERE role = 'robot'")

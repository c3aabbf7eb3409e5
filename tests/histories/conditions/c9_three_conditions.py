# expect: data lost
"""cannot tell what it changed from what was so before"""

from alembic import op

revision = "c9"
down_revision = "c8"


def upgrade():
    op.execute("UPDATE members SET role = 'qa' WHERE role = 'user' AND email LIKE '%@test.com'")


def downgrade():
    op.execute("UPDATE members SET role = 'user' WHERE role = 'qa' AND email LIKE '%@test.com'")

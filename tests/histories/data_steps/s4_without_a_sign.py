# expect: data lost
"""takes the sign from numbers"""

from alembic import op

revision = "s4"
down_revision = "s3"


def upgrade():
    op.execute("UPDATE notes SET score = abs(score)")


def downgrade():
    pass

# expect: reversible
"""turns the sign round"""

from alembic import op

revision = "s5"
down_revision = "s4"


def upgrade():
    op.execute("UPDATE notes SET score = -score")


def downgrade():
    op.execute("UPDATE notes SET score = -score")

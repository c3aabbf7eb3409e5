# expect: reversible
"""a code with blanks is the same as one without"""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    op.drop_index("this_code", table_name="codes")
    op.execute("CREATE UNIQUE INDEX trimmed_code ON codes (trim(code))")


def downgrade():
    op.drop_index("trimmed_code", table_name="codes")
    op.execute("CREATE UNIQUE INDEX this_code ON codes (code)")

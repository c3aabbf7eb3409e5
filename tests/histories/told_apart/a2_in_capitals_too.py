# expect: downgrade fails once new rows exist
"""a code in capitals is another one"""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_index("one_code", table_name="codes")
    op.execute("CREATE UNIQUE INDEX this_code ON codes (code)")


def downgrade():
    op.drop_index("this_code", table_name="codes")
    op.execute("CREATE UNIQUE INDEX one_code ON codes (lower(code))")

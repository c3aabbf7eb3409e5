# expect: reversible
"""a code with blanks is another one, and gets a number on the way back"""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    op.drop_index("trimmed_code", table_name="codes")
    op.execute("CREATE UNIQUE INDEX this_code ON codes (code)")


def downgrade():
    op.drop_index("this_code", table_name="codes")
    op.execute(
        "UPDATE codes SET code = trim(code) || '-' || id WHERE EXISTS (SELECT 1 FROM codes o "
        "WHERE trim(o.code) = trim(codes.code) AND o.id < codes.id)"
    )
    op.execute("CREATE UNIQUE INDEX trimmed_code ON codes (trim(code))")

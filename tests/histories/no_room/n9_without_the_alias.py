# expect: reversible
"""two levels may have one alias, which then only the first of them keeps"""

from alembic import op

revision = "n9"
down_revision = "n8"


def upgrade():
    op.drop_index("one_alias", table_name="limits")


def downgrade():
    op.execute(
        "UPDATE limits SET alias = NULL "
        "WHERE level > (SELECT min(level) FROM limits o WHERE o.alias = limits.alias)"
    )
    op.create_index("one_alias", "limits", ["alias"], unique=True)

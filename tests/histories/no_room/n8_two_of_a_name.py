# expect: downgrade fails once new rows exist
"""two levels may have one name"""

from alembic import op

revision = "n8"
down_revision = "n7"


def upgrade():
    op.drop_index("one_name", table_name="limits")


def downgrade():
    op.create_index("one_name", "limits", ["name"], unique=True)

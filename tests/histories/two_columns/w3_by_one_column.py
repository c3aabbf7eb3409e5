# expect: downgrade fails once new rows exist
"""mends days by the first of them alone"""

from alembic import op

revision = "w3"
down_revision = "w2"


def upgrade():
    with op.batch_alter_table("days") as batch:
        batch.drop_constraint("days_in_order", type_="check")


def downgrade():
    op.execute("UPDATE days SET last = first WHERE last < first AND first > '2020-01-01'")
    with op.batch_alter_table("days") as batch:
        batch.create_check_constraint("days_in_order", "first <= last")

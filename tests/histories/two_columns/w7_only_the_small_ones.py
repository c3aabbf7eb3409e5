# expect: downgrade fails once new rows exist
"""mends moves that begin at a small number"""

from alembic import op

revision = "w7"
down_revision = "w6"


def upgrade():
    with op.batch_alter_table("moves") as batch:
        batch.drop_constraint("upwards", type_="check")


def downgrade():
    op.execute("UPDATE moves SET goal = origin + 1 WHERE goal <= origin AND origin < 1000")
    with op.batch_alter_table("moves") as batch:
        batch.create_check_constraint("upwards", "origin < goal")

# expect: reversible
"""the width is still not below zero"""

from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.drop_constraint("some_width", type_="check")
        batch.create_check_constraint("no_negative_width", "NOT width < 0")


def downgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.drop_constraint("no_negative_width", type_="check")
        batch.create_check_constraint("some_width", "width >= 0")

# expect: unproven
"""a tile may have the one size that none had"""

from alembic import op

revision = "n3"
down_revision = "n2"


def upgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.drop_constraint("no_such_square", type_="check")


def downgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.create_check_constraint("no_such_square", "side * side <> 1234321")

# expect: reversible
"""mends all days"""

from alembic import op

revision = "w8"
down_revision = "w7"


def upgrade():
    with op.batch_alter_table("moves") as batch:
        batch.drop_constraint("forwards", type_="check")


def downgrade():
    op.execute("UPDATE moves SET till = since WHERE till < since")
    with op.batch_alter_table("moves") as batch:
        batch.create_check_constraint("forwards", "since <= till")

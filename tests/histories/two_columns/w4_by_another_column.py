# expect: downgrade fails once new rows exist
"""mends prices by the gross one alone"""

from alembic import op

revision = "w4"
down_revision = "w3"


def upgrade():
    with op.batch_alter_table("prices") as batch:
        batch.drop_constraint("with_tax", type_="check")


def downgrade():
    op.execute("UPDATE prices SET gross = net WHERE gross < net AND gross >= 0")
    with op.batch_alter_table("prices") as batch:
        batch.create_check_constraint("with_tax", "net <= gross")

# expect: downgrade fails once new rows exist
"""two more states, of which the downgrade knows the first one"""

from alembic import op

revision = "w2"
down_revision = "w1"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("known_state", type_="check")
        batch.create_check_constraint("known_state", "state IN ('new', 'sent', 'back', 'lost')")


def downgrade():
    op.execute("UPDATE orders SET state = 'sent' WHERE state = 'back'")
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("known_state", type_="check")
        batch.create_check_constraint("known_state", "state IN ('new', 'sent')")

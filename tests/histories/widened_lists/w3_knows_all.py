# expect: reversible
"""two more states, both of which the downgrade knows"""

from alembic import op

revision = "w3"
down_revision = "w2"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("known_state", type_="check")
        batch.create_check_constraint(
            "known_state", "state IN ('new', 'sent', 'back', 'lost', 'found', 'burnt')"
        )


def downgrade():
    op.execute("UPDATE orders SET state = 'lost' WHERE state IN ('found', 'burnt')")
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("known_state", type_="check")
        batch.create_check_constraint("known_state", "state IN ('new', 'sent', 'back', 'lost')")

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.create_unique_constraint("uq_orders_user_id", ["user_id"])


def downgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("uq_orders_user_id", type_="unique")
